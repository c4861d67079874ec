//! The prompt: a line is read, run and shown, until the person leaves.
//!
//! Ctrl-C at the prompt drops the line, while something runs it stops that; neither ends the shell. Ctrl-D on an empty
//! line and `exit` do, and so do the signals that end a process, so that what the shell runs inside itself can stop in
//! order.

mod colours;
mod completion;
mod history;
mod known;
mod prompt;

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use nu_ansi_term::{Color, Style};
use reedline::{
    ColumnarMenu, DefaultHinter, EditCommand, Emacs, KeyCode, KeyModifiers, Keybindings, MenuBuilder, Reedline,
    ReedlineEvent, ReedlineMenu, Signal, ValidationResult, Validator, Vi, default_emacs_keybindings,
    default_vi_insert_keybindings, default_vi_normal_keybindings, default_vi_visual_keybindings,
};

use self::colours::Colours;
pub use self::completion::{Completion, path_candidates};
use self::history::Discreet;
pub use self::known::Known;
use self::prompt::Ready;
use super::cli::Cli;
use super::engine::Engine;
use super::interrupt::{self, Ending};
use super::{place, terminal};
use crate::cmdlet::editor::{EditMode, LineOptions, PredictionSource};
use crate::lang::call::Record;
use crate::lang::eval::{Host, Interpreter};
use crate::lang::is_incomplete;
use crate::model::Fault;

const MENU: &str = "completion";

/// How long the prompt waits to learn the server's name.
const PATIENCE: Duration = Duration::from_millis(150);

/// How often the editor looks whether the process shall end.
const LOOK_UP: Duration = Duration::from_millis(250);

/// Runs the shell and gives its exit code.
pub fn run(cli: &Cli) -> Result<u8, Fault> {
    let place = place::of(&cli.common)?;
    Interpreter::on_large_stack(move || {
        let engine = Engine::new(&cli.common, place);
        let ending = interrupt::watch_shell(engine.interpreter.cancel());
        if !cli.common.quiet {
            engine.printer.record(&said(concat!(
                "emsh ",
                env!("CARGO_PKG_VERSION"),
                ". Get-Command lists the commands, Get-Help explains one, exit leaves."
            )));
        }
        if let Some(code) = engine.greet(&cli.common) {
            engine.printer.finish()?;
            return Ok(code);
        }
        let code = converse(cli, &engine, &ending);
        engine.leave();
        engine.printer.finish()?;
        code
    })
}

/// Reads and runs lines until the person leaves.
fn converse(cli: &Cli, engine: &Engine, ending: &Ending) -> Result<u8, Fault> {
    let is_coloured = !cli.common.no_color && terminal::allows_colour();
    let known = Known::new(engine.registry.clone());
    let ahead = engine.registry.clone();
    thread::spawn(move || ahead.session().read_ahead());
    let mut options = engine.registry.session().line_options().clone();
    let mut editor = obeying(editor(engine, &known, is_coloured, ending), &options, is_coloured);
    let mut has_failed = false;
    loop {
        known.update(&engine.interpreter);
        let wanted = engine.registry.session().line_options().clone();
        if wanted != options {
            editor = obeying(editor, &wanted, is_coloured);
            options = wanted;
        }
        let server = engine.registry.session().node_name(PATIENCE);
        let collected = engine.collected();
        let ready = Ready { server, collected, has_failed, is_coloured };
        // Completers of the person's own are blocks of this conversation.
        let line = match engine.interpreter.at_hand(|| editor.read_line(&ready)) {
            Ok(Signal::Success(line)) => line,
            Ok(Signal::CtrlD) => return Ok(0),
            Ok(Signal::ExternalBreak(_)) => return Ok(ending.code()),
            Ok(_) => continue,
            Err(error) => {
                return Err(Fault::internal("Terminal", "The terminal could not be read.").cause(error));
            }
        };
        if line.trim().is_empty() {
            continue;
        }
        // What cannot be written is remembered for this session all the same.
        let _ = editor.sync_history();
        engine.interpreter.cancel().reset();
        engine.printer.typed(&line);
        let (began, clock) = (jiff::Zoned::now(), Instant::now());
        let finished = engine.interpreter.run(&line, None, &[]);
        engine.interpreter.keep_line(&line, began, clock.elapsed(), finished.code == 0);
        engine.printer.end_line();
        if finished.exits {
            return Ok(finished.code);
        }
        has_failed = finished.code != 0;
    }
}

fn editor(engine: &Engine, known: &Known, is_coloured: bool, ending: &Ending) -> Reedline {
    let history = Discreet::in_folder(&engine.registry.session().place().data_dir).unwrap_or_else(|error| {
        engine.printer.record(&Record::Warning(format!("Lines are not remembered after this session: {error}.")));
        Discreet::of_this_session()
    });
    let editor = match outside_editor() {
        Some(command) => Reedline::create().with_buffer_editor(command, engine.draft()),
        None => Reedline::create(),
    };
    editor
        .with_ansi_colors(is_coloured)
        .use_bracketed_paste(true)
        .with_history(Box::new(history))
        .with_history_exclusion_prefix(Some(" ".into()))
        .with_validator(Box::new(Whole))
        .with_completer(Box::new(Completion::new(known.clone())))
        .with_quick_completions(true)
        .with_partial_completions(true)
        .with_menu(ReedlineMenu::EngineCompleter(Box::new(menu(is_coloured))))
        .with_break_signal(ending.asked())
        .with_poll_interval(LOOK_UP)
        .with_highlighter(Box::new(Colours(known.clone())))
}

/// The program that Ctrl-O opens the line in.
fn outside_editor() -> Option<Command> {
    let named = |name: &str| std::env::var(name).ok().filter(|command| !command.trim().is_empty());
    let line = named("VISUAL").or_else(|| named("EDITOR"))?;
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next()?);
    command.args(words);
    Some(command)
}

/// The editor with the keys and the suggestions that are wanted.
fn obeying(editor: Reedline, options: &LineOptions, is_coloured: bool) -> Reedline {
    let editor = editor.with_edit_mode(match options.edit_mode {
        EditMode::Emacs => Box::new(Emacs::new(keys(default_emacs_keybindings()))),
        EditMode::Vi => Box::new(Vi::new(
            keys(default_vi_insert_keybindings()),
            keys(default_vi_normal_keybindings()),
            default_vi_visual_keybindings(),
        )),
    });
    // A hint that looks as if it had been typed would mislead.
    if is_coloured && options.prediction_source == PredictionSource::History {
        let hint = DefaultHinter::default().with_style(Style::new().fg(Color::DarkGray)).with_min_chars(2);
        editor.with_hinter(Box::new(hint))
    } else {
        editor.disable_hints()
    }
}

fn menu(is_coloured: bool) -> ColumnarMenu {
    let (text, selected, description) = if is_coloured {
        (Style::new(), Color::Cyan.bold().reverse(), Color::DarkGray.normal())
    } else {
        (Style::new(), Style::new(), Style::new())
    };
    ColumnarMenu::default()
        .with_name(MENU)
        .with_marker("> ")
        .with_columns(4)
        .with_text_style(text)
        .with_match_text_style(text)
        .with_selected_text_style(selected)
        .with_selected_match_text_style(selected)
        .with_description_text_style(description)
}

fn keys(mut keys: Keybindings) -> Keybindings {
    let complete = || ReedlineEvent::UntilFound(vec![ReedlineEvent::Menu(MENU.into()), ReedlineEvent::MenuNext]);
    keys.add_binding(KeyModifiers::NONE, KeyCode::Tab, complete());
    keys.add_binding(KeyModifiers::CONTROL, KeyCode::Char(' '), complete());
    keys.add_binding(KeyModifiers::SHIFT, KeyCode::BackTab, ReedlineEvent::MenuPrevious);
    keys.add_binding(KeyModifiers::ALT, KeyCode::Enter, ReedlineEvent::Edit(vec![EditCommand::InsertNewline]));
    keys
}

/// Asks for another line while brackets, quotes or pipes are open.
struct Whole;

impl Validator for Whole {
    fn validate(&self, line: &str) -> ValidationResult {
        if is_incomplete(line) { ValidationResult::Incomplete } else { ValidationResult::Complete }
    }
}

fn said(text: &str) -> Record {
    Record::Information { text: text.to_owned(), to_host: true, no_newline: false, tags: Vec::new(), data: None }
}
