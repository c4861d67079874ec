//! `ConvertFrom-Csv`: lines of CSV as objects.

use super::csv_columns::{HEADER, put_objects};
use super::{DELIMITER, USE_CULTURE};
use crate::cmdlet::prelude::*;

static TEXT: Param<Vec<String>> =
    Param::new("InputObject", "The lines of CSV.").mandatory().allows_empty().position(1).from_pipeline();

pub static CONVERT_FROM_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertFrom-Csv",
        synopsis: "Read lines of CSV as objects",
        about: "The first line names the properties unless -Header does. Every value is text.",
        params: &[TEXT.spec(), DELIMITER.spec(), USE_CULTURE.spec(), HEADER.spec()],
        examples: &[Example { does: "Read two lines", run: "'Name,Port','a,25' | ConvertFrom-Csv" }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Lines(String::new())))),
};

struct Lines(String);

impl Stage for Lines {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        for line in call.require(&TEXT)? {
            self.0.push_str(&line);
            self.0.push('\n');
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let malformed = |error: std::io::Error| Fault::invalid("InvalidCsv", "The text is not CSV.").cause(error);
        put_objects(call, std::mem::take(&mut self.0).as_bytes(), &malformed, out)
    }
}
