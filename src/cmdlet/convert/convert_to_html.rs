//! `ConvertTo-Html`: objects as a table of a page, or as a piece of one.
//!
//! Markup is PowerShell's, line for line, as scripts that mail or patch such pages expect it. Values are escaped; labels
//! and what the caller brings (head, body, content) stand as they are, for they may be markup.

use std::sync::Arc;

use super::html_text::escaped;
use crate::cmdlet::object::{Expression, INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;
use crate::model::Hash;
use crate::model::choice::choice;

choice! {
    /// How an object stands in the page.
    HtmlForm as "String" {
        /// Each object a row.
        Table,
        /// Each property a row.
        List,
    }
}

static PROPERTY: Param<Vec<Value>> =
    Param::new("Property", "Columns: names, patterns, or @{Label=…; Expression={…}; Width=…; Alignment=…}.")
        .position(1)
        .keeps_blocks();
static HEAD: Param<Vec<String>> =
    Param::new("Head", "What stands in the head, such as a style; instead of the title.").position(2);
static TITLE: Param<String> = Param::new("Title", "The page's title. Default: HTML TABLE.").position(3);
static BODY: Param<Vec<String>> = Param::new("Body", "What the body begins with.").position(4);
static AS: Param<HtmlForm> =
    Param::new("As", "Table: a row for each object; List: a row for each property. Default Table.");
static CSS: Param<String> = Param::new("CssUri", "Where the style sheet is.").aliases(&["cu", "uri"]);
static META: Param<Hash> = Param::new("Meta", "Entries of the head by name: @{author='Pat'; keywords='mail'}.");
static CHARSET: Param<String> = Param::new("Charset", "The encoding that the head names, such as UTF-8.");
static TRANSITIONAL: Param<Switch> = Param::switch("Transitional", "Name the transitional document type.");
static FRAGMENT: Param<Switch> = Param::switch("Fragment", "The table alone, to stand in a page with others.");
static PRE: Param<Vec<String>> = Param::new("PreContent", "What stands before the table.");
static POST: Param<Vec<String>> = Param::new("PostContent", "What stands after the table.");

const KEYS: &[&str] = &["Name", "Label", "Width", "Alignment"];

pub static CONVERT_TO_HTML: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-Html",
        synopsis: "Write objects as an HTML page",
        about: "Lines of a page with one table. The first object's properties are the columns.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            HEAD.spec(),
            TITLE.spec(),
            BODY.spec(),
            AS.spec(),
            CSS.spec(),
            META.spec(),
            CHARSET.spec(),
            TRANSITIONAL.spec(),
            FRAGMENT.spec(),
            PRE.spec(),
            POST.spec(),
        ],
        sets: &[
            ParamSet {
                name: "Page",
                params: &["Head", "Title", "Body", "CssUri", "Meta", "Charset", "Transitional"],
                mandatory: &[],
            },
            ParamSet { name: "Fragment", params: &["Fragment"], mandatory: &[] },
        ],
        examples: &[
            Example {
                does: "Write a page about the queues",
                run: "Get-Queue | ConvertTo-Html Identity,Status,MessageCount -Title Queues",
            },
            Example {
                does: "Write a table to stand in a page with others",
                run: "Get-Queue | ConvertTo-Html Identity,MessageCount -Fragment -PreContent '<h2>Queues</h2>'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let not_empty = |param: &Param<String>, text: Option<String>| {
        match text {
        Some(text) if text.trim().is_empty() => Err(Fault::invalid(
            "ParameterArgumentValidationError",
            format!(
                "Cannot validate argument on parameter '{}'. The argument is null or empty. Provide an argument that is \
                 not null or empty, and then try the command again.",
                param.spec().name
            ),
        )
        .at(call.place(param))),
        text => Ok(text),
    }
    };
    Ok(Box::new(Page {
        title: not_empty(&TITLE, call.get(&TITLE)?)?,
        css: not_empty(&CSS, call.get(&CSS)?)?,
        charset: not_empty(&CHARSET, call.get(&CHARSET)?)?,
        form: call.get(&AS)?.unwrap_or(HtmlForm::Table),
        is_fragment: call.is_set(&FRAGMENT)?,
        properties: match Expression::read_all(call, &PROPERTY, KEYS)? {
            Some(properties) => properties,
            None => vec![Expression::read(&Value::text("*"), KEYS)?],
        },
        columns: None,
        is_begun: false,
        objects: 0,
    }))
}

struct Page {
    title: Option<String>,
    css: Option<String>,
    charset: Option<String>,
    form: HtmlForm,
    is_fragment: bool,
    properties: Vec<Expression>,
    /// Those of the table, once its first object has told them.
    columns: Option<Vec<Column>>,
    is_begun: bool,
    objects: u64,
}

struct Column {
    label: Arc<str>,
    /// What its `col` says: width and side.
    style: String,
    from: Origin,
}

enum Origin {
    Name(Arc<str>),
    Computed(Expression),
}

impl Column {
    /// The columns that these properties are of this object; a name that it does not have is none.
    fn of(call: &Call, properties: &[Expression], object: &Value) -> Result<Vec<Column>, Fault> {
        let mut columns = Vec::new();
        for property in properties {
            let said = |key: &str, word: &str| {
                property
                    .option(key)
                    .map_or_else(String::new, |value| format!(" {word} = \"{}\"", escaped(&value.to_string())))
            };
            let style = said("Width", "width") + &said("Alignment", "align");
            for found in property.find(call, object)?.into_iter().filter(|found| found.value.is_some()) {
                let from = match property.name() {
                    Some(_) => Origin::Computed(property.clone()),
                    None => Origin::Name(found.name.clone()),
                };
                columns.push(Column { label: found.name, style: style.clone(), from });
            }
        }
        Ok(columns)
    }

    fn text(&self, call: &Call, object: &Value) -> Result<String, Fault> {
        let value = match &self.from {
            Origin::Name(name) => object.property(name),
            Origin::Computed(expression) => expression.values(call, object)?.into_iter().next().flatten(),
        };
        Ok(match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::Array(list)) => escaped(&list.full_name()),
            Some(value) => escaped(&value.to_string()),
        })
    }
}

impl Page {
    /// All that stands before the first row.
    fn begin(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        if std::mem::replace(&mut self.is_begun, true) {
            return Ok(());
        }
        if !self.is_fragment {
            self.head(call, out)?;
        }
        lines(call.get(&PRE)?, out)?;
        out.emit("<table>")
    }

    fn head(&self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let (name, file) = match call.is_set(&TRANSITIONAL)? {
            true => ("Transitional", "transitional"),
            false => ("Strict", "strict"),
        };
        out.emit(format!(
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 {name}//EN\"  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-{file}.dtd\">"
        ))?;
        out.emit("<html xmlns=\"http://www.w3.org/1999/xhtml\">")?;
        out.emit("<head>")?;
        if let Some(charset) = &self.charset {
            out.emit(format!("<meta charset=\"{charset}\">"))?;
        }
        for (name, content) in call.get(&META)?.map(|meta| meta.entries()).into_iter().flatten() {
            out.emit(meta(call, &name.to_string(), &content)?)?;
        }
        match call.get(&HEAD)? {
            Some(head) => lines(Some(head), out)?,
            None => out.emit(format!("<title>{}</title>", self.title.as_deref().unwrap_or("HTML TABLE")))?,
        }
        if let Some(css) = &self.css {
            out.emit(format!("<link rel=\"stylesheet\" type=\"text/css\" href=\"{css}\" />"))?;
        }
        out.emit("</head><body>")?;
        lines(call.get(&BODY)?, out)
    }

    fn put(&mut self, call: &Call, object: &Value, out: &mut Output) -> Result<(), Fault> {
        self.objects += 1;
        match self.form {
            HtmlForm::List => {
                let columns = Column::of(call, &self.properties, object)?;
                if self.objects > 1 && !columns.is_empty() {
                    out.emit("<tr><td><hr></td></tr>")?;
                }
                for column in columns {
                    let text = column.text(call, object)?;
                    out.emit(format!("<tr><td>{}:</td><td>{text}</td></tr>", column.label))?;
                }
                Ok(())
            }
            HtmlForm::Table => {
                if self.columns.is_none() {
                    let columns = Column::of(call, &self.properties, object)?;
                    if columns.is_empty() {
                        return Ok(());
                    }
                    let styles: String = columns.iter().map(|column| format!("<col{}/>", column.style)).collect();
                    out.emit(format!("<colgroup>{styles}</colgroup>"))?;
                    let labels: String = columns.iter().map(|column| format!("<th>{}</th>", column.label)).collect();
                    out.emit(format!("<tr>{labels}</tr>"))?;
                    self.columns = Some(columns);
                }
                let mut row = String::from("<tr>");
                for column in self.columns.iter().flatten() {
                    row.push_str(&format!("<td>{}</td>", column.text(call, object)?));
                }
                out.emit(row + "</tr>")
            }
        }
    }
}

impl Stage for Page {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        self.begin(call, out)?;
        let Some(object) = input(call).filter(|value| !value.is_null()) else { return Ok(()) };
        refuse(&object)?;
        self.put(call, &object, out)
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        self.begin(call, out)?;
        out.emit("</table>")?;
        lines(call.get(&POST)?, out)?;
        if self.is_fragment { Ok(()) } else { out.emit("</body></html>") }
    }
}

fn lines(lines: Option<Vec<String>>, out: &mut Output) -> Result<(), Fault> {
    lines.into_iter().flatten().try_for_each(|line| out.emit(line))
}

/// One entry of the head; a name that browsers do not know is warned of and written all the same.
fn meta(call: &Call, name: &str, content: &Value) -> Result<String, Fault> {
    let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is_one_of(&["content-type", "default-style", "x-ua-compatible"]) {
        return Ok(format!("<meta http-equiv=\"{name}\" content=\"{content}\">"));
    }
    if !is_one_of(&["application-name", "author", "description", "generator", "keywords", "viewport"]) {
        call.warn(format!(
            "{name} is not a supported meta property. Accepted meta properties are content-type, default-style, refresh, application-name, author, description, generator, keywords, and viewport."
        ))?;
    }
    Ok(format!("<meta name=\"{name}\" content=\"{content}\">"))
}
