//! From the declaration of a class to what the language knows of its cmdlets.

use super::identity::completer;
use super::params::{
    FILTER, FORCE, IDENTITY, INTERACTIVE, MAKE_DEFAULT, NAME, NEW_NAME, ORIGINAL, RESULT_SIZE, SERVER,
};
use crate::lang::call::{Call, Effect, Example, Impact, Param, ParamSet, ParamSpec, Right, Signature};
use crate::model::class::{Property, Scope, SetBy, Verb};
use crate::model::filter::Filter;
use crate::model::{ClassInfo, Fault, FromValue, Value};

/// Signature of one cmdlet. What it is made of lives as long as the process.
pub fn of(class: &'static ClassInfo, noun: &'static str, verb: Verb) -> Signature {
    let (synopsis, effect) = match verb {
        Verb::New => (format!("{} {}", made(class), one(noun)), Effect::Changes(Impact::Medium)),
        Verb::Get => (format!("Show {}", plural(class, noun)), Effect::Reads),
        Verb::Set => (format!("Change {}", singular(class, noun)), Effect::Changes(Impact::Medium)),
        Verb::Remove => (format!("{} {}", class.word(Verb::Remove), one(noun)), Effect::Changes(Impact::High)),
        Verb::Enable => (format!("Put {} to work", one(noun)), Effect::Changes(Impact::Low)),
        Verb::Disable => (format!("Stop {} and keep it", one(noun)), Effect::Changes(Impact::High)),
    };
    let about: Vec<&str> = class.doc.iter().map(|line| line.trim()).collect();
    let mut params = params(class, noun, verb);
    let sets = match verb {
        Verb::New if !class.questions.is_empty() => sets(&mut params),
        Verb::Get if class.originals.is_some() => ORIGINAL_OR_NOT,
        _ => &[],
    };
    let examples: Vec<Example> = class
        .examples
        .iter()
        .filter(|(of, ..)| *of == verb)
        .map(|&(_, does, run)| Example { does, run: leak(with_noun(run, class.nouns[0], noun)) })
        .collect();
    Signature {
        name: leak(format!("{}-{noun}", class.word(verb))),
        synopsis: leak(synopsis),
        about: leak(about.join(" ")),
        params: Vec::leak(params),
        sets,
        emits: matches!(verb, Verb::New | Verb::Get).then_some(class.type_info),
        effect,
        needs: if verb == Verb::Get { Right::ViewConfiguration } else { right(class) },
        examples: Vec::leak(examples),
        ..Signature::NEW
    }
}

fn params(class: &'static ClassInfo, noun: &str, verb: Verb) -> Vec<ParamSpec> {
    let mut params = Vec::new();
    let type_name = leak(format!("{noun}IdParameter"));
    let identity = ParamSpec { type_name, completes: completer(class), ..IDENTITY.spec() };
    match verb {
        Verb::New => params.extend(class.named.is_none().then(|| NAME.spec())),
        Verb::Get => {
            params.push(identity);
            params.push(ParamSpec { type_name: Filter::TYPE_NAME, ..FILTER.spec() });
            params.extend(class.paged.map(|_| RESULT_SIZE.spec()));
            params.extend(class.originals.map(|_| ORIGINAL.spec()));
            let sought = class.sought_by.iter().filter_map(|name| class.property(name));
            params
                .extend(sought.map(|property| spec(property, format!("Show only those with this {}.", property.name))));
        }
        Verb::Set => {
            params.push(ParamSpec { is_mandatory: class.singleton.is_none(), ..identity });
            if class.has(Verb::New) && class.named.is_none() {
                params.push(NEW_NAME.spec());
            }
            params.extend(class.elected.map(|_| MAKE_DEFAULT.spec()));
        }
        Verb::Remove | Verb::Enable | Verb::Disable => params.push(ParamSpec { is_mandatory: true, ..identity }),
    }
    if matches!(verb, Verb::New | Verb::Set) {
        params.extend(class.properties.iter().filter_map(|property| of_property(property, verb)));
        // What names the object may stand there alone.
        let naming = params.iter_mut().find(|param| param.is_mandatory && param.position.is_none());
        if let Some(param) = naming.filter(|_| verb == Verb::New && class.named.is_some()) {
            param.position = Some(1);
        }
    }
    if verb == Verb::New {
        params.extend(class.usages.iter().map(|&usage| usage_param(usage)));
    }
    if class.scope == Scope::Server && matches!(verb, Verb::New | Verb::Get) {
        params.push(ParamSpec { completes: completer(crate::model::TransportServer::INFO), ..SERVER.spec() });
    }
    if class.forced.contains(&verb) {
        params.push(FORCE.spec());
    }
    if matches!(verb, Verb::New | Verb::Set) && !class.questions.is_empty() {
        params.push(INTERACTIVE.spec());
    }
    params.extend(class.ignored.iter().map(|&name| ignored(name)));
    params
}

/// What is configured, or what holds without.
const ORIGINAL_OR_NOT: &[ParamSet] = &[
    ParamSet { name: "Identity", params: &["Identity"], mandatory: &[] },
    ParamSet { name: "Original", params: &["Original"], mandatory: &["Original"] },
];

/// One set for the command as it is typed, and one for `-Interactive`, which asks for what must be given.
fn sets(params: &mut [ParamSpec]) -> &'static [ParamSet] {
    let mut needed = Vec::new();
    for param in params.iter_mut().filter(|param| param.is_mandatory) {
        needed.push(param.name);
        param.is_mandatory = false;
    }
    let needed: &'static [&'static str] = Vec::leak(needed);
    let interactive = INTERACTIVE.spec().name;
    let beside: Vec<&'static str> = [interactive].into_iter().chain(needed.iter().copied()).collect();
    Vec::leak(vec![
        ParamSet { name: "Given", params: needed, mandatory: needed },
        ParamSet { name: interactive, params: Vec::leak(beside), mandatory: Vec::leak(vec![interactive]) },
    ])
}

fn of_property(property: &'static Property, verb: Verb) -> Option<ParamSpec> {
    match (property.set_by, verb) {
        (SetBy::NewAndSet, _) | (SetBy::NewOnly, Verb::New) => {}
        _ => return None,
    }
    let mut doc = property.doc();
    if property.is_list && verb == Verb::Set {
        doc.push_str(" `a,b` replaces all, `@{Add='a';Remove='b'}` changes some, $null clears.");
    }
    let is_mandatory = property.is_required && verb == Verb::New;
    Some(ParamSpec { is_mandatory, ..spec(property, doc) })
}

fn spec(property: &'static Property, doc: String) -> ParamSpec {
    ParamSpec {
        type_name: property.type_name,
        is_list: property.is_list,
        is_secret: property.is_secret(),
        values: property.values,
        value_docs: property.value_docs,
        check: property.check,
        ..Param::<Value>::new(property.name, leak(doc)).spec()
    }
}

/// `-Internet` for `-Usage Internet`.
fn usage_param(usage: &'static str) -> ParamSpec {
    Param::switch(usage, leak(format!("The same as -Usage {usage}."))).spec()
}

/// The usage that a switch gives. Err when there are two, or one beside `-Usage`.
pub fn usage_switch(class: &ClassInfo, call: &Call) -> Result<Option<&'static str>, Fault> {
    let mut given = None;
    for &usage in class.usages {
        let Some(argument) = call.argument(usage).filter(|argument| matches!(argument.value, Value::Bool(true))) else {
            continue;
        };
        if given.is_some() || call.is_given("Usage") {
            return Err(Fault::invalid("UsageGivenTwice", "The usage of a connector can be only one.")
                .at(argument.span)
                .fix("Give either -Usage with one value, or one of its switches."));
        }
        given = Some(usage);
    }
    Ok(given)
}

/// A parameter that scripts pass for Active Directory's sake.
fn ignored(name: &'static str) -> ParamSpec {
    Param::<Value>::new(name, "Taken so that scripts run; means nothing here.").spec()
}

fn right(class: &ClassInfo) -> Right {
    match class.name {
        "AcceptedDomain" | "RemoteDomain" | "AddressRewriteEntry" => Right::ManageDomains,
        "DistributionGroup"
        | "DynamicDistributionGroup"
        | "EmailAddressPolicy"
        | "MailContact"
        | "MailUser"
        | "Mailbox"
        | "MailboxDatabase"
        | "RecipientDirectory" => Right::ManageRecipients,
        "SendConnector" | "ReceiveConnector" | "ForeignConnector" | "ADSite" | "ADSiteLink" => Right::ManageConnectors,
        "TransportRule" | "JournalRule" | "MessageClassification" => Right::ManageRules,
        _ => Right::ManageServers,
    }
}

/// What New- does.
fn made(class: &ClassInfo) -> &'static str {
    match class.word(Verb::New) {
        "New" => "Make",
        word => word,
    }
}

/// `send connector` for SendConnector, `IP block list entry` for IPBlockListEntry.
fn words(noun: &str) -> String {
    let letters: Vec<char> = noun.chars().collect();
    let is_upper = |at: usize| letters.get(at).is_some_and(|c| c.is_uppercase());
    let mut out = String::new();
    for (at, &c) in letters.iter().enumerate() {
        let begins = is_upper(at) && !(at > 0 && is_upper(at - 1) && is_upper(at + 1));
        if begins && at > 0 {
            out.push(' ');
        }
        let is_of_acronym = is_upper(at) && (at > 0 && is_upper(at - 1) || is_upper(at + 1));
        // The word after an acronym begins where a small letter follows.
        if is_of_acronym && !letters.get(at + 1).is_some_and(|next| next.is_lowercase()) {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// The same with its article.
fn one(noun: &str) -> String {
    let words = words(noun);
    let article = if words.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {words}")
}

fn plural(class: &ClassInfo, noun: &str) -> String {
    match (class.singleton, words(noun)) {
        (Some(_), words) => format!("the {words}"),
        (None, words) if words.ends_with('x') => format!("{words}es"),
        (None, words) if words.ends_with("ory") => format!("{}ies", &words[..words.len() - 1]),
        (None, words) => format!("{words}s"),
    }
}

fn singular(class: &ClassInfo, noun: &str) -> String {
    match class.singleton {
        Some(_) => format!("the {}", words(noun)),
        None => one(noun),
    }
}

/// An example of the first noun, for a cmdlet with the other.
fn with_noun(run: &str, first: &str, noun: &str) -> String {
    run.replace(&format!("-{first}"), &format!("-{noun}"))
}

/// Signatures are made once and last as long as the process.
fn leak(text: impl Into<String>) -> &'static str {
    String::leak(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_told_in_words() {
        for (noun, expected) in [
            ("SendConnector", "a send connector"),
            ("AcceptedDomain", "an accepted domain"),
            ("IPBlockListEntry", "an IP block list entry"),
            ("Mailbox", "a mailbox"),
        ] {
            assert_eq!(one(noun), expected);
        }
    }
}
