//! The list of cmdlets, and the language's view of it.

use std::any::Any;
use std::sync::LazyLock;

use crate::cmdlet::{
    Cmdlet, Run, Session, agent, certificate, clock, config, convert, dkim, editor, event, file, filter, format,
    health, help, history, message, object, permission, pressure, probe, process, queue, recipient, rule, say, script,
    secret, service, tracking, variable,
};
use crate::lang::call::{Call, Commands, Output, Signature, Stage};
use crate::model::Fault;

/// The hand-written cmdlets, by noun.
static WRITTEN: &[&Cmdlet] = &[
    &agent::GET_TRANSPORT_PIPELINE,
    &certificate::GET_EXCHANGE_CERTIFICATE,
    &clock::GET_DATE,
    &clock::GET_TIME_ZONE,
    &clock::GET_UPTIME,
    &clock::NEW_TIME_SPAN,
    &clock::START_SLEEP,
    &config::COMPARE_CONFIGURATION,
    &config::COMPLETE_TRANSACTION,
    &config::CONVERT_TO_EMSH_COMMAND,
    &config::EXPORT_CONFIGURATION,
    &config::GET_CONFIGURATION_HISTORY,
    &config::GET_TRANSACTION,
    &config::IMPORT_CONFIGURATION,
    &config::RESTORE_CONFIGURATION,
    &config::START_TRANSACTION,
    &config::UNDO_TRANSACTION,
    &convert::CONVERT_FROM_CSV,
    &convert::CONVERT_FROM_JSON,
    &convert::CONVERT_FROM_STRING_DATA,
    &convert::CONVERT_TO_CSV,
    &convert::CONVERT_TO_HTML,
    &convert::CONVERT_TO_JSON,
    &convert::EXPORT_CLIXML,
    &convert::EXPORT_CSV,
    &convert::IMPORT_CLIXML,
    &convert::IMPORT_CSV,
    &convert::IMPORT_POWER_SHELL_DATA_FILE,
    &convert::TEST_JSON,
    &dkim::ROTATE_DKIM_SIGNING_CONFIG,
    &editor::GET_PS_READ_LINE_OPTION,
    &editor::REGISTER_ARGUMENT_COMPLETER,
    &editor::SET_PS_READ_LINE_OPTION,
    &event::GET_EVENT_LOG,
    &event::GET_EVENT_LOG_LEVEL,
    &event::GET_WIN_EVENT,
    &event::SET_EVENT_LOG_LEVEL,
    &file::ADD_CONTENT,
    &file::CLEAR_CONTENT,
    &file::CLEAR_ITEM,
    &file::CONVERT_PATH,
    &file::COPY_ITEM,
    &file::GET_CHILD_ITEM,
    &file::GET_CONTENT,
    &file::GET_FILE_HASH,
    &file::GET_ITEM,
    &file::GET_PS_DRIVE,
    &file::GET_ITEM_PROPERTY,
    &file::GET_ITEM_PROPERTY_VALUE,
    &file::GET_LOCATION,
    &file::JOIN_PATH,
    &file::MOVE_ITEM,
    &file::NEW_ITEM,
    &file::NEW_TEMPORARY_FILE,
    &file::OUT_FILE,
    &file::POP_LOCATION,
    &file::PUSH_LOCATION,
    &file::REMOVE_ITEM,
    &file::RENAME_ITEM,
    &file::RESOLVE_PATH,
    &file::SET_CONTENT,
    &file::SET_ITEM,
    &file::SET_ITEM_PROPERTY,
    &file::SET_LOCATION,
    &file::SPLIT_PATH,
    &file::TEE_OBJECT,
    &file::TEST_PATH,
    &filter::GET_AGENT_LOG,
    &filter::TEST_IP_ALLOW_LIST_PROVIDER,
    &filter::TEST_IP_BLOCK_LIST_PROVIDER,
    &format::CLEAR_HOST,
    &format::FORMAT_CUSTOM,
    &format::FORMAT_HEX,
    &format::FORMAT_LIST,
    &format::FORMAT_TABLE,
    &format::FORMAT_WIDE,
    &format::OUT_DEFAULT,
    &format::OUT_HOST,
    &format::OUT_NULL,
    &format::OUT_STRING,
    &health::GET_HEALTH,
    &help::GET_COMMAND,
    &help::GET_HELP,
    &help::GET_MEMBER,
    &help::GET_VERB,
    &history::ADD_HISTORY,
    &history::CLEAR_HISTORY,
    &history::GET_HISTORY,
    &history::INVOKE_HISTORY,
    &history::START_TRANSCRIPT,
    &history::STOP_TRANSCRIPT,
    &message::ASSEMBLE_MESSAGE,
    &message::EXPORT_MESSAGE,
    &message::GET_MESSAGE,
    &message::REDIRECT_MESSAGE,
    &message::REMOVE_MESSAGE,
    &message::RESUME_MESSAGE,
    &message::SUSPEND_MESSAGE,
    &object::ADD_MEMBER,
    &object::COMPARE_OBJECT,
    &object::GET_RANDOM,
    &object::GET_SECURE_RANDOM,
    &object::GET_UNIQUE,
    &object::JOIN_STRING,
    &object::FOR_EACH_OBJECT,
    &object::GET_TYPE_DATA,
    &object::GROUP_OBJECT,
    &object::MEASURE_OBJECT,
    &object::NEW_GUID,
    &object::NEW_OBJECT,
    &object::REMOVE_TYPE_DATA,
    &object::SELECT_OBJECT,
    &object::SELECT_STRING,
    &object::SORT_OBJECT,
    &object::UPDATE_TYPE_DATA,
    &object::WHERE_OBJECT,
    &permission::ADD_AD_PERMISSION,
    &permission::GET_AD_PERMISSION,
    &permission::GET_RELAY_RESTRICTION,
    &permission::REMOVE_AD_PERMISSION,
    &permission::SET_RELAY_RESTRICTION,
    &pressure::GET_BACK_PRESSURE,
    &pressure::GET_EXCHANGE_DIAGNOSTIC_INFO,
    &probe::RESOLVE_DNS_NAME,
    &probe::SEND_MAIL_MESSAGE,
    &probe::SEND_SMTP_MESSAGE,
    &probe::TEST_MAIL_ROUTE,
    &probe::TEST_SENDER_ID,
    &probe::TEST_OPEN_RELAY,
    &probe::TEST_SEND_CONNECTOR,
    &probe::TEST_SMTP_CONNECTIVITY,
    &process::GET_PROCESS,
    &queue::GET_LINK_STATE,
    &queue::GET_QUEUE,
    &queue::GET_QUEUE_DIGEST,
    &queue::RESUME_QUEUE,
    &queue::RETRY_QUEUE,
    &queue::SHOW_QUEUE,
    &queue::SUSPEND_QUEUE,
    &recipient::ADD_DISTRIBUTION_GROUP_MEMBER,
    &recipient::DISABLE_MAILBOX_QUARANTINE,
    &recipient::ENABLE_MAILBOX_QUARANTINE,
    &recipient::GET_DISTRIBUTION_GROUP_MEMBER,
    &recipient::GET_RECIPIENT,
    &recipient::REMOVE_DISTRIBUTION_GROUP_MEMBER,
    &recipient::REMOVE_RECIPIENT_DIRECTORY,
    &recipient::TEST_RECIPIENT_DIRECTORY,
    &recipient::UPDATE_DISTRIBUTION_GROUP_MEMBER,
    &recipient::UPDATE_EMAIL_ADDRESS_POLICY,
    &recipient::UPDATE_RECIPIENT_DIRECTORY,
    &rule::EXPORT_JOURNAL_RULE_COLLECTION,
    &rule::EXPORT_TRANSPORT_RULE_COLLECTION,
    &rule::GET_TRANSPORT_RULE_ACTION,
    &rule::GET_TRANSPORT_RULE_PREDICATE,
    &rule::IMPORT_JOURNAL_RULE_COLLECTION,
    &rule::IMPORT_TRANSPORT_RULE_COLLECTION,
    &say::GET_ERROR,
    &say::READ_HOST,
    &say::WRITE_DEBUG,
    &say::WRITE_ERROR,
    &say::WRITE_HOST,
    &say::WRITE_INFORMATION,
    &say::WRITE_OUTPUT,
    &say::WRITE_PROGRESS,
    &say::WRITE_VERBOSE,
    &say::WRITE_WARNING,
    &script::ADD_PS_SNAPIN,
    &script::GET_MODULE,
    &script::GET_PS_SNAPIN,
    &script::IMPORT_MODULE,
    &script::GET_CULTURE,
    &script::GET_HOST,
    &script::GET_UI_CULTURE,
    &script::INVOKE_COMMAND,
    &script::INVOKE_EXPRESSION,
    &script::MEASURE_COMMAND,
    &secret::CONVERT_FROM_SECURE_STRING,
    &secret::CONVERT_TO_SECURE_STRING,
    &secret::GET_CREDENTIAL,
    &service::GET_SERVER_COMPONENT_STATE,
    &service::GET_SERVICE,
    &service::GET_SERVICE_PORT,
    &service::GET_TRANSPORT_COMPONENT,
    &service::RESTART_SERVICE,
    &service::SET_SERVER_COMPONENT_STATE,
    &tracking::GET_MESSAGE_TRACKING_LOG,
    &tracking::GET_MESSAGE_TRACKING_REPORT,
    &tracking::GET_TLS_REPORT,
    &tracking::SEARCH_MESSAGE_TRACKING_REPORT,
    &tracking::TRACE_MESSAGE,
    &tracking::WATCH_TRANSPORT,
    &variable::CLEAR_VARIABLE,
    &variable::EXPORT_ALIAS,
    &variable::GET_ALIAS,
    &variable::GET_VARIABLE,
    &variable::IMPORT_ALIAS,
    &variable::NEW_ALIAS,
    &variable::NEW_VARIABLE,
    &variable::REMOVE_ALIAS,
    &variable::REMOVE_VARIABLE,
    &variable::SET_ALIAS,
    &variable::SET_STRICT_MODE,
    &variable::SET_VARIABLE,
];

/// Everything, by name. What derives from declarations is made on first use and lives as long as the process.
static ALL: LazyLock<Vec<&'static Cmdlet>> = LazyLock::new(|| {
    let mut all = WRITTEN.to_vec();
    all.extend(config::derived());
    all.sort_by_cached_key(|cmdlet| cmdlet.signature.name.to_ascii_lowercase());
    all
});

pub(super) fn all() -> &'static [&'static Cmdlet] {
    &ALL
}

/// The cmdlets with the session they work in, as the language calls them.
pub struct Registry {
    session: Session,
}

impl Registry {
    pub fn new(session: Session) -> Registry {
        Registry { session }
    }

    pub fn session(&self) -> &Session {
        &self.session
    }
}

fn named(name: &str) -> Option<&'static Cmdlet> {
    let at = ALL.binary_search_by(|cmdlet| {
        let known = cmdlet.signature.name.bytes().map(|b| b.to_ascii_lowercase());
        known.cmp(name.bytes().map(|b| b.to_ascii_lowercase()))
    });
    match at {
        Ok(at) => Some(ALL[at]),
        Err(_) => ALL
            .iter()
            .find(|cmdlet| cmdlet.signature.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name)))
            .copied(),
    }
}

impl Commands for Registry {
    fn find(&self, name: &str) -> Option<&'static Signature> {
        named(name).map(|cmdlet| &cmdlet.signature)
    }

    fn all(&self) -> Vec<&'static Signature> {
        ALL.iter().map(|cmdlet| &cmdlet.signature).collect()
    }

    fn aliases(&self) -> Vec<(&'static str, &'static str)> {
        let mut pairs: Vec<_> = ALL
            .iter()
            .flat_map(|cmdlet| cmdlet.signature.aliases.iter().map(|alias| (*alias, cmdlet.signature.name)))
            .collect();
        pairs.sort_unstable();
        pairs
    }

    fn start<'a>(&'a self, call: &Call) -> Result<Box<dyn Stage + 'a>, Fault> {
        let name = call.signature.name;
        let cmdlet = named(name)
            .ok_or_else(|| Fault::internal("CmdletWithoutBody", format!("'{name}' is declared but not registered.")))?;
        match &cmdlet.run {
            Run::Stage(start) => start(call, &self.session),
            Run::Each(run) => Ok(Box::new(Each { session: &self.session, run })),
            Run::Derived(run) => Ok(Box::new(Each { session: &self.session, run })),
        }
    }

    fn host(&self) -> &dyn Any {
        &self.session
    }
}

/// A cmdlet without memory, run for each pipeline object.
struct Each<'a, F: ?Sized> {
    session: &'a Session,
    run: &'a F,
}

impl<F> Stage for Each<'_, F>
where
    F: Fn(&Call, &Session, &mut Output) -> Result<(), Fault> + ?Sized,
{
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        (self.run)(call, self.session, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_unique() {
        let mut names: Vec<String> = ALL
            .iter()
            .flat_map(|cmdlet| cmdlet.signature.aliases.iter().chain([&cmdlet.signature.name]))
            .map(|name| name.to_lowercase())
            .collect();
        names.sort_unstable();
        let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
