//! The command line: named parameters, then positions.

use super::names::Meant;
use super::{Asking, Bound, BoundValue, Common, Formal, Given, Presets, Shape, Variables, Word, faults};
use crate::model::{Fault, Filter, Span, Value};

impl Shape {
    /// Binds what was written. `span` is the whole command's place; `has_input` says that objects will come by the
    /// pipeline, so that what they may give is not missing yet.
    pub fn bind(&self, given: Vec<Given>, span: Span, has_input: bool, variables: Variables) -> Result<Bound, Fault> {
        self.bind_asking(given, span, has_input, variables, None, &mut |_| Ok(Vec::new()))
    }

    /// As [`Shape::bind`]; for what must be given and was not, a person may be asked before that is a fault.
    pub fn bind_asking(
        &self,
        given: Vec<Given>,
        span: Span,
        has_input: bool,
        variables: Variables,
        presets: Option<&Presets>,
        ask: Asking,
    ) -> Result<Bound, Fault> {
        let all = if self.sets.is_empty() { u32::MAX } else { (1u32 << self.sets.len().min(31)) - 1 };
        let mut binding = Binding {
            shape: self,
            bound: Bound { values: vec![None; self.formals.len()], fitting: all, ..Bound::default() },
            has_input,
            variables,
        };
        let words = binding.named(given)?;
        if binding.bound.fitting == 0 {
            return Err(binding.conflict(span));
        }
        binding.positions(words)?;
        if let Some(presets) = presets {
            binding.preset(presets, span)?;
        }
        let Err(incomplete) = self.choose_set(&mut binding.bound, span, has_input) else { return Ok(binding.bound) };
        let wanted = self.wanted(&binding.bound, has_input);
        let formals: Vec<&Formal> = wanted.iter().map(|at| &self.formals[*at]).collect();
        let answers = if formals.is_empty() { Vec::new() } else { ask(&formals)? };
        if answers.is_empty() {
            return Err(incomplete);
        }
        for (at, answer) in wanted.into_iter().zip(answers) {
            binding.assign(at, Word::new(answer, span), span)?;
        }
        self.choose_set(&mut binding.bound, span, has_input)?;
        Ok(binding.bound)
    }
}

struct Binding<'a> {
    shape: &'a Shape,
    bound: Bound,
    has_input: bool,
    variables: Variables<'a>,
}

impl Binding<'_> {
    /// Takes the named parameters with their values; gives the words that are left.
    fn named(&mut self, given: Vec<Given>) -> Result<Vec<Word>, Fault> {
        let mut words = Vec::new();
        let mut rest = given.into_iter().peekable();
        let mut names_end = false;
        while let Some(next) = rest.next() {
            let (name, value, name_span) = match next {
                Given::Word(word) => {
                    words.push(word);
                    continue;
                }
                Given::Anything => {
                    self.bound.is_open = true;
                    continue;
                }
                Given::EndOfParameters => {
                    names_end = true;
                    continue;
                }
                Given::Named { name, value, name_span } if names_end => {
                    words.push(Word::new(Value::text(format!("-{name}")), name_span));
                    words.extend(value);
                    continue;
                }
                Given::Named { name, value, name_span } => (name, value, name_span),
            };
            let Some(meant) = self.shape.meant(&name, name_span)? else {
                if self.shape.keeps_rest {
                    let word = Word::new(Value::text(format!("-{name}")), name_span);
                    words.push(Word { is_name: true, ..word });
                    words.extend(value);
                    continue;
                }
                return Err(faults::unknown(self.shape, &name, name_span));
            };
            let is_switch = match meant {
                Meant::Formal(at) => self.shape.formals[at].is_switch,
                Meant::Common(common) => Common::is_switch(common),
            };
            let value = match value {
                Some(word) => word,
                None if is_switch => Word::new(Value::Bool(true), name_span),
                None => match rest.next_if(|next| matches!(next, Given::Word(_))) {
                    Some(Given::Word(word)) => word,
                    _ => return Err(self.without_value(meant, name_span)),
                },
            };
            match meant {
                Meant::Formal(at) => self.assign(at, value, name_span)?,
                Meant::Common(common) => self.common(common, &value, name_span)?,
            }
        }
        Ok(words)
    }

    fn without_value(&self, meant: Meant, span: Span) -> Fault {
        match meant {
            Meant::Formal(at) => {
                let formal = &self.shape.formals[at];
                faults::without_value(&formal.name, &formal.type_name(), span)
            }
            Meant::Common(name) => faults::without_value(name, "System.String", span),
        }
    }

    fn common(&mut self, name: &'static str, word: &Word, name_span: Span) -> Result<(), Fault> {
        if !self.bound.common.note(name) {
            return Err(faults::twice(name, name_span));
        }
        let Some(value) = &word.value else { return Ok(()) };
        self.bound.common.set(name, value).map_err(|reason| {
            Fault::invalid("CannotConvertArgumentNoMessage", format!("Cannot bind parameter '{name}'. {reason}"))
                .at(word.span)
        })
    }

    /// What the person has preset for parameters that were not written and go with those that were.
    fn preset(&mut self, presets: &Presets, span: Span) -> Result<(), Fault> {
        for preset in presets.meant(self.shape, &mut self.bound) {
            let is_free = match preset.parameter {
                Meant::Formal(at) => {
                    self.bound.values[at].is_none() && self.bound.fitting & self.shape.formals[at].sets() != 0
                }
                Meant::Common(name) => !self.bound.common.is_given(name),
            };
            if !is_free {
                continue;
            }
            let Some(value) = presets.value(&preset, self.shape, &self.bound)? else { continue };
            let said = value.to_string();
            let word = Word::new(value, span);
            let bound = match preset.parameter {
                Meant::Formal(at) => self.assign(at, word, span).map(|()| self.bound.presets.push(at)),
                Meant::Common(name) => self.common(name, &word, span),
            };
            if let Err(fault) = bound {
                let name = preset.name;
                let says =
                    format!("The binding of default value '{said}' to parameter '{name}' failed: {}", fault.says);
                self.bound.warnings.push(says);
            }
        }
        Ok(())
    }

    fn assign(&mut self, at: usize, word: Word, name_span: Span) -> Result<(), Fault> {
        let formal = &self.shape.formals[at];
        if self.bound.values[at].is_some() {
            return Err(faults::twice(&formal.name, name_span));
        }
        let bound = self.accepted(formal, &word)?;
        self.bound.values[at] = Some(bound);
        self.bound.order.push(at);
        self.bound.fitting &= formal.sets();
        Ok(())
    }

    /// The value converted, or kept as a block for later.
    fn accepted(&self, formal: &Formal, word: &Word) -> Result<BoundValue, Fault> {
        let place = Some(word.span);
        let Some(value) = &word.value else {
            return Ok(BoundValue { value: None, span: place, is_delayed: false });
        };
        if let Value::Block(_) = value
            && formal.delays_blocks()
        {
            if !self.has_input {
                return Err(faults::block_without_input(formal, word.span));
            }
            return Ok(BoundValue { value: Some(value.clone()), span: place, is_delayed: true });
        }
        if formal.is_filter() {
            let filter = self.filter(value, word)?;
            return Ok(BoundValue { value: Some(filter), span: place, is_delayed: false });
        }
        let value = formal.accept_word(value, word.raw.as_deref(), place)?;
        Ok(BoundValue { value: Some(value), span: place, is_delayed: false })
    }

    /// A filter is parsed here, where its variables have values and its faults can point into the command line.
    fn filter(&self, value: &Value, word: &Word) -> Result<Value, Fault> {
        let text = match value {
            Value::Block(block) => block.source().to_owned(),
            Value::String(text) => text.to_string(),
            other => return Ok(other.clone()),
        };
        // Double quotes were expanded before; a block has its variables still in it, and single quotes keep theirs.
        let parsed = Filter::parse_with(&text, self.variables);
        parsed.map(Value::scalar).map_err(|mut fault| {
            fault.at = match (fault.at, word.text_start) {
                (Some(inner), Some(start)) => Some(Span::new(start + inner.start, start + inner.end)),
                _ => Some(word.span),
            };
            fault
        })
    }

    fn positions(&mut self, words: Vec<Word>) -> Result<(), Fault> {
        let mut words = words.into_iter().peekable();
        while let Some(word) = words.next() {
            if word.is_name {
                self.bound.rest.extend(word.value.as_ref().map(Given::marked));
            } else if let Some(at) = self.next_position(&word) {
                self.assign(at, word.clone(), word.span)?;
            } else if let Some(at) = self.rest_taker() {
                let mut all = vec![word];
                all.extend(words);
                return self.assign_rest(at, all);
            } else if self.shape.keeps_rest {
                self.bound.rest.push(word.value.unwrap_or_default());
            } else if self.bound.is_open {
                // What was splatted may have taken the position.
                return Ok(());
            } else {
                return Err(faults::too_many(self.shape, &word));
            }
        }
        Ok(())
    }

    /// The free parameter with the lowest position; among those of several sets that of the default set, then one that
    /// takes the value.
    fn next_position(&self, word: &Word) -> Option<usize> {
        let free = |at: &usize| self.bound.values[*at].is_none();
        let position = |at: usize, sets: u32| {
            let role = self.shape.formals[at].role_in(self.bound.fitting & sets)?;
            role.position.filter(|_| !role.takes_rest)
        };
        let lowest = |sets: u32| {
            (0..self.shape.formals.len()).filter(free).filter_map(|at| Some((position(at, sets)?, at))).min()
        };
        let default = self.shape.default_set.map_or(u32::MAX, |set| 1 << set);
        let preferred = lowest(default).or_else(|| lowest(u32::MAX));
        let overall = lowest(u32::MAX);
        let (_, chosen) = match (preferred, overall) {
            (Some(mine), Some(other)) if other.0 < mine.0 => other,
            (Some(mine), _) => mine,
            (None, _) => return None,
        };
        // Another parameter at the same position may take what the default set's refuses.
        let place = position(chosen, u32::MAX);
        let takes = |at: usize| self.accepted(&self.shape.formals[at], word).is_ok();
        let beside = |at: &usize| *at != chosen && position(*at, u32::MAX) == place && takes(*at);
        // An object goes where its type is asked for before it becomes text.
        if matches!(word.value, Some(Value::Object(_) | Value::Scalar(_)))
            && self.shape.formals[chosen].type_name() == "String"
            && let Some(own) = (0..self.shape.formals.len())
                .filter(free)
                .filter(|at| !matches!(self.shape.formals[*at].type_name().as_str(), "String" | "Object"))
                .find(beside)
        {
            return Some(own);
        }
        if takes(chosen) {
            return Some(chosen);
        }
        (0..self.shape.formals.len()).filter(free).find(beside).or(Some(chosen))
    }

    fn rest_taker(&self) -> Option<usize> {
        (0..self.shape.formals.len()).find(|at| {
            self.bound.values[*at].is_none()
                && self.shape.formals[*at].role_in(self.bound.fitting).is_some_and(|role| role.takes_rest)
        })
    }

    fn assign_rest(&mut self, at: usize, words: Vec<Word>) -> Result<(), Fault> {
        let span = words.iter().map(|word| word.span).reduce(Span::to).unwrap_or_default();
        let value = match words.as_slice() {
            [one] => one.clone(),
            several if several.iter().any(|word| word.value.is_none()) => Word { value: None, ..several[0].clone() },
            several => {
                let mut items = Vec::new();
                let is_text = self.shape.formals[at].type_name() == "String";
                for word in several {
                    match (&word.value, &word.raw) {
                        (_, Some(raw)) if is_text => items.push(Value::String(raw.clone())),
                        (value, _) => items.extend(value.clone()),
                    }
                }
                Word::new(Value::array(items), span)
            }
        };
        self.assign(at, Word { span, ..value }, span)
    }

    /// The parameters that were named and belong to no common set.
    fn conflict(&self, span: Span) -> Fault {
        let named: Vec<&str> = self
            .shape
            .formals
            .iter()
            .zip(&self.bound.values)
            .filter(|(formal, value)| value.is_some() && formal.sets() != u32::MAX)
            .map(|(formal, _)| formal.name.as_ref())
            .collect();
        faults::no_set(span, self.shape, &named)
    }
}
