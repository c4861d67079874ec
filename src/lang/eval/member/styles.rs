//! `$PSStyle`: the escape sequences that colour text on a terminal, and whether results keep them.

use super::super::Interpreter;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, argument, threw, whole};
use crate::lang::call::Rendering;
use crate::lang::enumeration::Enumerated;
use crate::lang::types::{Base, Type, cast};
use crate::model::{Fault, Object, Value, convert};

const STYLE: &str = "System.Management.Automation.PSStyle";
const FOREGROUND: &str = "System.Management.Automation.PSStyle+ForegroundColor";
const BACKGROUND: &str = "System.Management.Automation.PSStyle+BackgroundColor";

/// What each sequence is called, and the number that selects it.
const EFFECTS: [(&str, u8); 17] = [
    ("Reset", 0),
    ("BlinkOff", 25),
    ("Blink", 5),
    ("BoldOff", 22),
    ("Bold", 1),
    ("DimOff", 22),
    ("Dim", 2),
    ("HiddenOff", 28),
    ("Hidden", 8),
    ("ReverseOff", 27),
    ("Reverse", 7),
    ("ItalicOff", 23),
    ("Italic", 3),
    ("UnderlineOff", 24),
    ("Underline", 4),
    ("StrikethroughOff", 29),
    ("Strikethrough", 9),
];

/// Of the foreground; the background's are 10 higher.
const COLOURS: [(&str, u8); 16] = [
    ("Black", 30),
    ("BrightBlack", 90),
    ("White", 37),
    ("BrightWhite", 97),
    ("Red", 31),
    ("BrightRed", 91),
    ("Magenta", 35),
    ("BrightMagenta", 95),
    ("Blue", 34),
    ("BrightBlue", 94),
    ("Cyan", 36),
    ("BrightCyan", 96),
    ("Green", 32),
    ("BrightGreen", 92),
    ("Yellow", 33),
    ("BrightYellow", 93),
];

/// `$PSStyle` as a conversation begins with it.
pub(in crate::lang::eval) fn style() -> Value {
    let mut all: Vec<_> = EFFECTS.iter().map(|(name, number)| ((*name).into(), sequence(*number))).collect();
    let rendering = Enumerated::value(Base::OutputRendering, "Host").unwrap_or_default();
    all.push(("OutputRendering".into(), rendering));
    for (name, of, more) in [("Foreground", FOREGROUND, 0), ("Background", BACKGROUND, 10)] {
        let colours = COLOURS.iter().map(|(name, number)| ((*name).into(), sequence(number + more)));
        all.push((name.into(), Value::Object(Object::named(of, colours.collect()))));
    }
    Value::Object(Object::named(STYLE, all))
}

fn sequence(number: u8) -> Value {
    Value::text(format!("\u{1b}[{number}m"))
}

/// Whether it is `$PSStyle`, or a part of it: only OutputRendering can be set.
pub(super) fn is_style(object: &Object) -> bool {
    matches!(object.type_name(), STYLE | FOREGROUND | BACKGROUND)
}

pub(super) fn set(interpreter: &Interpreter, object: &Object, name: &str, value: &Value) -> Eval<()> {
    if object.type_name() != STYLE || !name.eq_ignore_ascii_case("OutputRendering") {
        let says = format!("'{name}' is a ReadOnly property.");
        return Err(Fault::invalid("PropertyAssignmentException", says).into());
    }
    let value = cast(value, Type::of(Base::OutputRendering))?;
    interpreter.host.render(match value.to_string().as_str() {
        "PlainText" => Rendering::PlainText,
        "Ansi" => Rendering::Ansi,
        _ => Rendering::Host,
    });
    object.set("OutputRendering", value);
    Ok(())
}

methods! {
    /// Of the two kinds of colours.
    ColourMethod {
        FromConsoleColor "string FromConsoleColor(System.ConsoleColor color)";
        FromRgb "string FromRgb(byte red, byte green, byte blue), string FromRgb(int rgb)";
    }
}

pub(super) fn call(object: &Object, name: &str, arguments: &[Value]) -> Eval<Answer> {
    if object.type_name() == STYLE && name.eq_ignore_ascii_case("FormatHyperlink") {
        let (text, link) = (argument(arguments, 0, name)?, argument(arguments, 1, name)?);
        return Ok(Answer::Is(Value::text(format!("\u{1b}]8;;{link}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"))));
    }
    let Some(method) = ColourMethod::named(name).filter(|_| object.type_name() != STYLE) else {
        return Ok(Answer::NoSuch);
    };
    let selects = if object.type_name() == FOREGROUND { 38 } else { 48 };
    match (method, arguments) {
        (ColourMethod::FromRgb, [rgb]) => {
            let rgb = convert::to_int(rgb)?;
            let part = |shift: i32| rgb >> shift & 0xff;
            Ok(Answer::Is(Value::text(format!("\u{1b}[{selects};2;{};{};{}m", part(16), part(8), part(0)))))
        }
        (ColourMethod::FromRgb, _) => {
            let part = |at: usize| -> Eval<i32> {
                let part = whole(arguments, at, "FromRgb")?;
                let says = "Value was either too large or too small for an unsigned byte.";
                if (0..=255).contains(&part) { Ok(part) } else { Err(threw("FromRgb", arguments.len(), says)) }
            };
            Ok(Answer::Is(Value::text(format!("\u{1b}[{selects};2;{};{};{}m", part(0)?, part(1)?, part(2)?))))
        }
        (ColourMethod::FromConsoleColor, _) => {
            let colour = cast(argument(arguments, 0, "FromConsoleColor")?, Type::of(Base::ConsoleColor))?.to_string();
            // The console's bright colours have the plain names, and its dark ones are the terminal's own.
            let called = match (colour.strip_prefix("Dark"), colour.as_str()) {
                (Some("Gray"), _) => "BrightBlack".to_owned(),
                (Some(dark), _) => dark.to_owned(),
                (None, "Gray") => "White".to_owned(),
                (None, "White") => "BrightWhite".to_owned(),
                (None, "Black") => "Black".to_owned(),
                (None, bright) => format!("Bright{bright}"),
            };
            Ok(Answer::Is(object.get(&called).unwrap_or_default()))
        }
    }
}
