//! The outer command line: what clap declares, and nothing of the cmdlets.
//!
//! `emsh Get-Queue -Server hub01` leaves clap at the first word that is none of its own; everything from there on goes
//! to the language unchanged.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The admin shell for mail transport, and the transport engine it administers.
#[derive(Debug, Parser)]
#[command(
    name = "emsh",
    version,
    about,
    long_about = "The admin shell for mail transport, and the transport engine it administers.\n\n\
        Without a command: an interactive shell. When no node serves this store, it runs one inside itself and stops it on exit.\n\
        With a cmdlet: runs it as typed, such as `emsh Get-Queue -Server hub01`.\n\
        With a file: runs the script, such as `emsh connectors.ps1 -Domain contoso.com`.",
    args_conflicts_with_subcommands = false,
    disable_help_subcommand = true,
    max_term_width = 110
)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,

    /// Run this text, print what it puts out, exit
    #[arg(short = 'c', long = "command", value_name = "SCRIPT", allow_hyphen_values = true)]
    pub script: Option<String>,

    /// With -c or a script file: run a node inside this process meanwhile
    #[arg(long)]
    pub standalone: bool,

    #[command(flatten)]
    pub first_start: FirstStart,

    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// Flags of every form.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// Where configuration, queue and logs live
    #[arg(long, global = true, env = "EMSH_DATA", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// Configuration store: sqlite:PATH [default: the one DATA_DIR was served with, else sqlite:DATA_DIR/organization.db]
    #[arg(long, global = true, env = "EMSH_STORE", value_name = "URL")]
    pub store: Option<String>,

    /// What finished objects look like [default: tables and lists by PowerShell's rules]
    #[arg(long, global = true, value_enum, value_name = "FORM")]
    pub output: Option<Form>,

    /// Do not run the profile script
    #[arg(long, global = true)]
    pub no_profile: bool,

    /// No colours, whatever the terminal (also: NO_COLOR)
    #[arg(long, global = true)]
    pub no_color: bool,

    /// No talk: only results and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// What a first start on an empty store creates; later the store decides.
#[derive(Clone, Debug, Default, Args)]
pub struct FirstStart {
    /// Name of this server [default: the host's name, upper case]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// What this server is
    #[arg(long, value_enum, value_name = "ROLE")]
    pub role: Option<Role>,

    /// Address of the default receive connector [default: 0.0.0.0:25, or 2525 where 25 may not be bound]
    #[arg(long, value_name = "ADDR:PORT")]
    pub smtp: Option<SocketAddr>,

    /// Address of the client receive connector [default: 0.0.0.0:587, or 2587]
    #[arg(long, value_name = "ADDR:PORT")]
    pub submission: Option<SocketAddr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Table,
    List,
    Json,
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    Hub,
    Edge,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Run a transport node in the foreground; logs on stderr; SIGTERM drains and stops
    ///
    /// The flags about name, role and addresses shape the first start on a data directory; later the configuration
    /// decides, and a change of it needs no restart. EMSH_LOG (else RUST_LOG) says what is logged: a level such as
    /// debug, or levels by module such as info,emsh::node=debug. OTEL_EXPORTER_OTLP_ENDPOINT names a collector that gets
    /// the traces of messages (OTLP over HTTP). On SIGTERM, SIGINT or SIGHUP the node takes no more
    /// mail, finishes or gives back what is under way, and exits with 0 within ten seconds. A service manager that set
    /// NOTIFY_SOCKET is told when it is ready and when it stops (sd_notify).
    Serve {
        #[command(flatten)]
        first_start: FirstStart,

        /// Also answer the control API here, by TLS with the bearer token in DATA_DIR/control.token; browsers find a console
        /// below /console, where they sign in with that token
        #[arg(long, value_name = "ADDR:PORT")]
        control: Option<SocketAddr>,
    },
    /// Parse and bind every command of scripts without running any; exit 2 where it fails
    Check {
        /// Check this text instead of files
        #[arg(short = 'c', long = "command", value_name = "SCRIPT", allow_hyphen_values = true)]
        script: Option<String>,
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Take a message from standard input, as sendmail does: for cron, scripts, and as /usr/sbin/sendmail
    ///
    /// -t takes recipients from To, Cc and Bcc; -f SENDER; -F 'FULL NAME'; -i or -oi: a single dot does not end the
    /// message; -N never|success,failure,delay; -R full|hdrs; -V ENVELOPE-ID. Other words are recipients; those without
    /// a domain are in the first authoritative accepted domain. Exit code 0: the message is on stable storage in the data
    /// directory, and the node sends it. 64: wrong flags; 65: no such address; 75: try later. A link to emsh by the name
    /// of sendmail does the same.
    #[command(disable_help_flag = true)]
    Sendmail {
        /// Print help; -h has another meaning to programs that call sendmail
        #[arg(long, action = clap::ArgAction::Help)]
        help: Option<bool>,
        #[arg(value_name = "FLAG OR RECIPIENT", trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<std::ffi::OsString>,
    },
    /// Look at a stopped node's spool
    Spool {
        #[command(subcommand)]
        task: SpoolTask,
    },
    /// Write man/, completions/ and the cmdlet reference from the declarations
    Docs {
        /// Write nothing; fail when a page differs from its declaration
        #[arg(long)]
        check: bool,
    },
    /// Say what can stand at the cursor, for the completion scripts of other shells
    #[command(hide = true, disable_help_flag = true)]
    Complete {
        /// The line up to the cursor
        #[arg(long, allow_hyphen_values = true, conflicts_with_all = ["word", "before"])]
        line: Option<String>,
        /// The word that is being typed
        #[arg(long, default_value = "", allow_hyphen_values = true)]
        word: String,
        /// The words before it, without the name of the program
        #[arg(last = true)]
        before: Vec<String>,
    },
    /// A cmdlet with its arguments, or a script file with its own
    #[command(external_subcommand)]
    Language(Vec<String>),
}

#[derive(Debug, Subcommand)]
pub enum SpoolTask {
    /// Read every record and say what is broken
    Check { dir: Option<PathBuf> },
    /// Print every message as a JSON line: number, envelope, body
    Dump { dir: Option<PathBuf> },
}

/// The text that the language gets for a cmdlet typed at another shell's prompt.
///
/// That shell has already taken quotes away. Words are joined as they are; only a word that holds blanks and does not
/// begin like a piece of the language is quoted again, so that `-Filter "MessageCount -gt 5"` stays one argument.
pub fn rejoin(words: &[String]) -> String {
    words.iter().map(|word| quoted_if_torn(word)).collect::<Vec<_>>().join(" ")
}

fn quoted_if_torn(word: &str) -> String {
    let begins_like_code = word.starts_with(['\'', '"', '{', '(', '@', '$', '[', '|']);
    if word.is_empty() || (word.contains(char::is_whitespace) && !begins_like_code) {
        format!("'{}'", word.replace('\'', "''"))
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_another_shell_reach_the_language_as_meant() {
        for (words, expected, why) in [
            (&["Get-Queue", "-Server", "hub01"][..], "Get-Queue -Server hub01", "plain words stay as they are"),
            (
                &["Get-Queue", "-Filter", "MessageCount -gt 5"],
                "Get-Queue -Filter 'MessageCount -gt 5'",
                "a word with blanks is one argument",
            ),
            (&["Get-Queue", "|", "ft", "Identity"], "Get-Queue | ft Identity", "a quoted pipe is a pipe"),
            (
                &["Get-Queue", "|", "?", "{ $_.MessageCount -gt 5 }"],
                "Get-Queue | ? { $_.MessageCount -gt 5 }",
                "blocks",
            ),
            (&["Set-Mailbox", "x", "-Name", "O'Brien Pat"], "Set-Mailbox x -Name 'O''Brien Pat'", "quotes are doubled"),
            (&["Set-Mailbox", "x", "-Name", ""], "Set-Mailbox x -Name ''", "an empty word is an empty text"),
        ] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(rejoin(&words), expected, "{why}");
        }
    }

    #[test]
    fn a_cmdlet_keeps_all_its_words() {
        let cli = Cli::try_parse_from(["emsh", "--quiet", "Get-Queue", "-Server", "hub01", "--output", "x"]).unwrap();
        assert!(cli.common.quiet);
        let Some(Verb::Language(words)) = cli.verb else { panic!("not taken as language: {:?}", cli.verb) };
        assert_eq!(words, ["Get-Queue", "-Server", "hub01", "--output", "x"]);
    }
}
