//! `Out-String`, `Out-Null`, `Out-Host`, `Out-Default`: where shown objects go.

use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::call::Record;
use crate::lang::format::{Formatter, Line, Page, plain};

static WIDTH: Param<u32> =
    Param::new("Width", "Columns to format for. Default: those of the terminal.").within(2, i32::MAX);
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "No line ends between and behind the lines.");
static STREAM: Param<Switch> = Param::switch("Stream", "A text for each line instead of one for all.");

pub static OUT_STRING: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Out-String",
        synopsis: "Give as text what would be shown",
        about: "All of it as one text, or a text for each line.",
        params: &[INPUT.spec(), WIDTH.spec(), STREAM.spec(), NO_NEWLINE.spec()],
        examples: &[Example {
            does: "Search in what a table shows",
            run: "Get-Queue | Out-String -Stream | Where-Object { $_ -match 'Retry' }",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| {
        let columns = match call.get(&WIDTH)? {
            Some(columns) => columns.clamp(2, 100_000) as usize,
            None => call.engine.terminal().columns(),
        };
        Ok(Box::new(Text {
            formatter: Formatter::new(),
            page: page(call, Page::stream(columns)),
            by_line: call.is_set(&STREAM)?,
            lines: Vec::new(),
        }))
    }),
};

/// The page with as many elements of a collection as `$FormatEnumerationLimit` says here.
pub fn page(call: &Call, page: Page) -> Page {
    match call.engine.variable("FormatEnumerationLimit") {
        Some(Value::Int(limit)) => page.showing(limit.into()),
        _ => page,
    }
}

struct Text {
    formatter: Formatter,
    page: Page,
    by_line: bool,
    lines: Vec<Line>,
}

impl Stage for Text {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        let mut lines = self.formatter.push(&value, &self.page);
        // Text of several lines stays one, however the rest is put out.
        let whole = match value.bare() {
            Value::String(text) if self.by_line && text.contains('\n') => {
                let count = Line::each(text).count();
                lines.len().checked_sub(count).map(|at| plain(&lines.split_off(at)))
            }
            _ => None,
        };
        self.keep(lines, out)?;
        whole.map_or(Ok(()), |text| out.emit(text.strip_suffix('\n').unwrap_or(&text)))
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let lines = self.formatter.finish(&self.page);
        self.keep(lines, out)?;
        let text = || plain(&self.lines);
        match (self.by_line, call.is_set(&NO_NEWLINE)?) {
            (true, _) => Ok(()),
            (false, true) => out.emit(text().replace('\n', "")),
            (false, false) => out.emit(text()),
        }
    }
}

impl Text {
    fn keep(&mut self, lines: Vec<Line>, out: &mut Output) -> Result<(), Fault> {
        if !self.by_line {
            self.lines.extend(lines);
            return Ok(());
        }
        lines.into_iter().try_for_each(|line| out.emit(line.text))
    }
}

pub static OUT_NULL: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Out-Null",
        synopsis: "Throw objects away",
        about: "For commands whose results nobody needs.",
        params: &[INPUT.spec()],
        examples: &[Example { does: "Add without being told", run: "[System.Collections.ArrayList]@(1) | Out-Null" }],
        ..Signature::NEW
    },
    run: Run::Each(|_, _, _| Ok(())),
};

static PAGING: Param<Switch> =
    Param::switch("Paging", "Page by page, where it is longer than the screen.").aliases(&["p"]);

const TO_THE_PERSON: &str = "Objects that reach the end of a pipeline are shown anyway.";

pub static OUT_HOST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Out-Host",
        aliases: &["oh"],
        synopsis: "Show objects to the person",
        about: TO_THE_PERSON,
        params: &[INPUT.spec(), PAGING.spec()],
        examples: &[Example { does: "Show the queues and give nothing on", run: "Get-Queue | Out-Host" }],
        ..Signature::NEW
    },
    run: OUT_HOST_RUN,
};

pub static OUT_DEFAULT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Out-Default",
        synopsis: "Show objects as the end of a pipeline does",
        about: TO_THE_PERSON,
        params: &[INPUT.spec()],
        examples: &[Example { does: "Show the queues", run: "Get-Queue | Out-Default" }],
        ..Signature::NEW
    },
    run: OUT_HOST_RUN,
};

const OUT_HOST_RUN: Run = Run::Stage(|call, _| {
    let terminal = call.engine.terminal();
    let pages = call.is_set(&PAGING)? && terminal.is_interactive();
    Ok(Box::new(Host {
        formatter: Formatter::new(),
        page: page(call, Page::screen(terminal.columns()).of_rows(terminal.rows())),
        held: pages.then(Vec::new),
    }))
});

struct Host {
    formatter: Formatter,
    page: Page,
    /// All lines, where they are shown page by page in the end.
    held: Option<Vec<Line>>,
}

impl Host {
    fn show(&mut self, call: &Call, lines: Vec<Line>) -> Result<(), Fault> {
        match &mut self.held {
            Some(held) => {
                held.extend(lines);
                Ok(())
            }
            None => Host::say(call, &lines),
        }
    }

    fn say(call: &Call, lines: &[Line]) -> Result<(), Fault> {
        if lines.is_empty() {
            return Ok(());
        }
        let text = plain(lines).trim_end_matches('\n').to_owned();
        call.engine
            .write(call, Record::Information { text, to_host: true, no_newline: false, tags: Vec::new(), data: None })
    }
}

impl Stage for Host {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        let lines = self.formatter.push(&value, &self.page);
        self.show(call, lines)
    }

    fn finish(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let lines = self.formatter.finish(&self.page);
        self.show(call, lines)?;
        match self.held.take() {
            Some(held) if !call.engine.terminal().page(&plain(&held)) => Host::say(call, &held),
            _ => Ok(()),
        }
    }
}
