//! The evaluator as a running command sees it.

use std::sync::Arc;
use std::time::Duration;

use super::Interpreter;
use super::block::Closure;
use super::member::Answer;
use super::scope::ScopeKind;
use super::stop::Stop;
use crate::lang::bind::Shape;
use crate::lang::call::{
    AliasInfo, Call, Commands, Engine, PastLine, Record, ScopeName, Terminal, Transcript, VariableInfo,
};
use crate::lang::comment_help::ScriptHelp;
use crate::lang::types::Type;
use crate::model::{Block, Fault, Source, Value};

impl Engine for Interpreter {
    fn invoke(
        &self,
        block: &Arc<dyn Block>,
        underscore: Option<Value>,
        arguments: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let Some(closure) = Closure::of(block) else {
            return Err(Fault::internal("UnknownBlock", "This script block is of another language."));
        };
        let mut emit = |value: Value| each(value).map_err(|fault| self.inward(fault));
        match self.taking(|| self.call_block(closure, underscore, arguments, &mut emit)) {
            Err(stop) if !matches!(*stop, Stop::Return) => Err(self.outward(stop)),
            _ => Ok(()),
        }
    }

    fn outcome(&self, block: &Arc<dyn Block>, underscore: Option<Value>) -> Result<Value, Fault> {
        let Some(closure) = Closure::of(block) else {
            return Err(Fault::internal("UnknownBlock", "This script block is of another language."));
        };
        self.block_value(closure, underscore, &[]).map_err(|stop| self.outward(stop))
    }

    fn attempt(&self, block: &Arc<dyn Block>, underscore: Option<Value>) -> Result<Value, Fault> {
        self.tries.set(self.tries.get() + 1);
        let result = Engine::outcome(self, block, underscore);
        self.tries.set(self.tries.get().saturating_sub(1));
        result
    }

    fn holds(&self, block: &Arc<dyn Block>, object: &Value) -> Result<bool, Fault> {
        let Some(closure) = Closure::of(block) else {
            return Err(Fault::internal("UnknownBlock", "This script block is of another language."));
        };
        self.block_holds(closure, object).map_err(|stop| self.outward(stop))
    }

    fn should(&self, call: &Call, action: &str, target: &str, detail: &str) -> Result<bool, Fault> {
        self.should_proceed(call.signature.effect, action, target, detail).map_err(|stop| self.outward(stop))
    }

    fn write(&self, _call: &Call, record: Record) -> Result<(), Fault> {
        self.write_record(record).map_err(|stop| self.outward(stop))
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.is_asked()
    }

    fn pause(&self, at_most: Duration) -> bool {
        self.cancel.pause(at_most)
    }

    fn command_line(&self) -> String {
        let frame = self.frame.borrow().clone();
        frame.map(|frame| crate::lang::secrets::mask(frame.source.slice(frame.span))).unwrap_or_default()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.lookup(name)
    }

    fn set_variable(&self, name: &str, value: Value) -> Result<(), Fault> {
        self.set_named(name, value).map_err(|stop| self.outward(stop))
    }

    fn be_strict(&self, strictness: u8) {
        self.current_scope().be_strict(strictness);
    }

    fn is_asked_about(&self) -> bool {
        let is_given = |given: Option<bool>| given.unwrap_or(false);
        self.frame
            .borrow()
            .as_ref()
            .is_some_and(|frame| is_given(frame.common.what_if) || is_given(frame.common.confirm))
    }

    fn strictness(&self) -> u8 {
        Interpreter::strictness(self)
    }

    fn variables(&self) -> Vec<(Arc<str>, Value)> {
        self.current_scope().visible()
    }

    fn variable_infos(&self, scope: Option<ScopeName>) -> Result<Vec<VariableInfo>, Fault> {
        match scope {
            None => Ok(self.current_scope().visible_infos()),
            Some(scope) => Ok(self.scope_meant(scope)?.own_infos()),
        }
    }

    fn declare_variable(&self, scope: ScopeName, info: &VariableInfo, is_forced: bool) -> Result<(), Fault> {
        self.writable(&info.name).map_err(|stop| self.outward(stop))?;
        self.scope_meant(scope)?.declare(info, is_forced)
    }

    fn forget_variable(&self, scope: ScopeName, name: &str, is_forced: bool) -> Result<bool, Fault> {
        self.scope_meant(scope)?.forget(name, is_forced)
    }

    fn functions(&self) -> Vec<(Arc<str>, Arc<str>)> {
        let text = |body: &crate::lang::ast::ScriptBlock| Arc::from(body.source.slice(body.inner));
        let functions = self.current_scope().visible_functions();
        functions.iter().map(|function| (function.name.clone(), text(&function.body))).collect()
    }

    fn shape(&self, name: &str) -> Option<Shape> {
        let function = self.current_scope().function(name).map(|function| (*function.shape).clone());
        function.or_else(|| self.commands.find(name).map(Shape::of_signature))
    }

    fn script_help(&self, name: &str) -> Result<Option<ScriptHelp>, Fault> {
        self.help_of_script(name)
    }

    fn register_completer(
        &self,
        commands: Vec<String>,
        parameter: Option<String>,
        block: &Arc<dyn Block>,
    ) -> Result<(), Fault> {
        let Some(closure) = Closure::of(block) else {
            return Err(Fault::internal("UnknownBlock", "This script block is of another language."));
        };
        self.keep_completer(commands, parameter, closure.block.clone());
        Ok(())
    }

    fn call_method(&self, on: &Value, name: &str, arguments: &[Value]) -> Result<Option<Value>, Fault> {
        match self.call(on, name, arguments).map_err(|stop| self.outward(stop))? {
            Answer::Is(value) => Ok(Some(value)),
            Answer::Void | Answer::NoSuch => Ok(None),
        }
    }

    fn construct(&self, type_name: &str, arguments: &[Value]) -> Result<Option<Value>, Fault> {
        match Type::from_text(type_name) {
            Some(known) => Interpreter::construct(self, known, arguments).map(Some).map_err(|stop| self.outward(stop)),
            None => Ok(None),
        }
    }

    fn run_text(&self, text: &str, each: &mut dyn FnMut(Value) -> Result<(), Fault>) -> Result<(), Fault> {
        let script = crate::lang::parse(text).map_err(|fault| fault.within(&Arc::new(Source::new(None, text))))?;
        let mut emit = |value: Value| each(value).map_err(|fault| self.inward(fault));
        let run = || self.stack.check().and_then(|()| self.run_dotted(&script.block, &mut emit));
        self.taking(run).map_err(|stop| self.outward(stop))
    }

    fn call_block(
        &self,
        block: &Arc<dyn Block>,
        arguments: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.call_block_with(block, Vec::new(), arguments, each)
    }

    fn call_block_with(
        &self,
        block: &Arc<dyn Block>,
        input: Vec<Value>,
        arguments: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let Some(closure) = Closure::of(block) else {
            return Err(Fault::internal("UnknownBlock", "This script block is of another language."));
        };
        let mut emit = |value: Value| each(value).map_err(|fault| self.inward(fault));
        match self.taking(|| self.call_in_own_scope(closure, input, arguments, &mut emit)) {
            Err(stop) if !matches!(*stop, Stop::Return) => Err(self.outward(stop)),
            _ => Ok(()),
        }
    }

    fn remove_variable(&self, name: &str) -> bool {
        match name.split_once(':') {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("global") => self.global.remove(rest).is_some(),
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("script") => {
                self.current_scope().nearest(ScopeKind::Script).remove(rest).is_some()
            }
            _ => self.current_scope().remove(name).is_some(),
        }
    }

    fn aliases(&self, scope: Option<ScopeName>) -> Result<Vec<AliasInfo>, Fault> {
        self.alias_infos(scope)
    }

    fn declare_alias(&self, scope: ScopeName, info: &AliasInfo, is_forced: bool) -> Result<(), Fault> {
        Interpreter::declare_alias(self, scope, info, is_forced)
    }

    fn forget_alias(&self, scope: Option<ScopeName>, name: &str, is_forced: bool) -> Result<bool, Fault> {
        Interpreter::forget_alias(self, scope, name, is_forced)
    }

    fn environment(&self) -> Vec<(String, String)> {
        self.environment_variables()
    }

    fn set_function(&self, name: &str, block: &Arc<dyn Block>) -> Result<(), Fault> {
        self.define_function(name, block).map_err(|stop| self.outward(stop))
    }

    fn function_block(&self, name: &str) -> Option<Arc<dyn Block>> {
        let function = self.current_scope().function(name)?;
        Some(Arc::new(Closure { block: function.body.clone(), captured: None }))
    }

    fn remove_function(&self, name: &str) -> bool {
        self.current_scope().remove_function(name)
    }

    fn lines(&self) -> Vec<PastLine> {
        self.lines.borrow().iter().cloned().collect()
    }

    fn runs_line(&self, line: &str) {
        self.invoked_line.replace(Some(line.to_owned()));
    }

    fn remember_line(&self, line: &PastLine) {
        self.append_line(&line.line, line.began.clone(), line.took, line.succeeded);
    }

    fn forget_lines(&self, which: &dyn Fn(&PastLine) -> bool) {
        self.lines.borrow_mut().retain(|line| !which(line));
    }

    fn transcript(&self) -> &dyn Transcript {
        self.host.transcript()
    }

    fn full_path(&self, written: &str) -> std::path::PathBuf {
        Interpreter::full_path(self, written)
    }

    fn commands(&self) -> &dyn Commands {
        self.commands.as_ref()
    }

    fn terminal(&self) -> &dyn Terminal {
        self.terminal.as_ref()
    }
}
