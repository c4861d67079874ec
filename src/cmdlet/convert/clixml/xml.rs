//! As much of XML as CLIXML and rule collections use: elements, attributes, text, the five entities and numbered ones,
//! CDATA.

/// Elements inside each other.
const DEEPEST: usize = 400;

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// A text as it can stand in an attribute or an element.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The one element that a document is. Err: what is wrong, as a phrase.
pub fn parse(text: &str) -> Result<Element, String> {
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    let mut rest = text.trim_start_matches('\u{feff}');
    while let Some(at) = rest.find('<') {
        let before = &rest[..at];
        match open.last_mut() {
            Some(element) => element.text.push_str(&entities(before)?),
            None if before.trim().is_empty() => {}
            None => return Err("text outside the elements".into()),
        }
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").ok_or("a comment without its end")?.1;
            continue;
        }
        if let Some(after) = rest.strip_prefix("<?") {
            rest = after.split_once("?>").ok_or("an instruction without its end")?.1;
            continue;
        }
        if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let (text, after) = after.split_once("]]>").ok_or("a CDATA section without its end")?;
            open.last_mut().ok_or("text outside the elements")?.text.push_str(text);
            rest = after;
            continue;
        }
        let (tag, after) = rest[1..].split_once('>').ok_or("an element without its end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let element = open.pop().filter(|element| element.name == name.trim());
            close(element.ok_or_else(|| format!("</{name}> closes nothing"))?, &mut open, &mut root)?;
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let element = begun(tag)?;
        if is_empty {
            close(element, &mut open, &mut root)?;
        } else if open.len() < DEEPEST {
            open.push(element);
        } else {
            return Err(format!("more than {DEEPEST} elements inside each other"));
        }
    }
    if !rest.trim().is_empty() || !open.is_empty() {
        return Err("the document has no end".into());
    }
    root.ok_or_else(|| "there is no element".into())
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), String> {
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        None if root.is_none() => *root = Some(element),
        None => return Err("several documents".into()),
    }
    Ok(())
}

/// A name with its attributes.
fn begun(tag: &str) -> Result<Element, String> {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    if name.is_empty() || name.contains(['<', '"', '&']) {
        return Err("an element without a name".into());
    }
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    while let Some((attribute, after)) = rest.trim_start().split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or("an attribute without quotes")?;
        let (value, after) = after[1..].split_once(quote).ok_or("an attribute without its end")?;
        element.attributes.push((attribute.trim().to_owned(), entities(value)?));
        rest = after;
    }
    if rest.trim().is_empty() { Ok(element) } else { Err(format!("<{tag}> is not well formed")) }
}

fn entities(text: &str) -> Result<String, String> {
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, after) = piece.split_once(';').ok_or("an '&' that begins no entity")?;
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        plain.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => number.and_then(char::from_u32).ok_or_else(|| format!("'&{name};' is no entity"))?,
        });
        plain.push_str(after);
    }
    Ok(plain)
}
