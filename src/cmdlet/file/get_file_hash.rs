//! `Get-FileHash`: the sum of a file, to tell whether it is the one that is meant.

use std::io::Read;
use std::path::Path;

use md5::{Digest, Md5};
use ring::digest;

use super::paths::{LITERAL_PATH, PATH, SETS, meant, place_of};
use super::place::{named, unusable};
use crate::cmdlet::prelude::*;
use crate::model::choice::choice;
use crate::model::view::view;

choice! {
    /// How the sum is made.
    HashAlgorithm as "String" { SHA1, SHA256, SHA384, SHA512, MD5 }
}

static ALGORITHM: Param<HashAlgorithm> =
    Param::new("Algorithm", "How the sum is made. Default SHA256; SHA1 and MD5 are easy to forge.");

view! {
    /// The sum of a file.
    FileHash as "Microsoft.PowerShell.Commands.FileHashInfo", shown ["Algorithm", "Hash", "Path"] {
        /// How it was made.
        "Algorithm" algorithm: String as "String";
        /// The sum, in hexadecimal digits.
        "Hash" hash: String as "String";
        /// Of which file.
        "Path" path: String as "String";
    }
}

pub static GET_FILE_HASH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-FileHash",
        synopsis: "Give the sum of a file, to compare it with another",
        about: "Files that differ in one byte have different sums. Folders have none and are passed over.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), ALGORITHM.spec()],
        sets: SETS,
        emits: Some(FileHash::TYPE),
        examples: &[
            Example { does: "Compare a list with the one on another server", run: "(Get-FileHash users.csv).Hash" },
            Example {
                does: "Check a file whose name has brackets",
                run: "Get-FileHash -LiteralPath 'log[1].txt' -Algorithm SHA512",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let algorithm = call.get(&ALGORITHM)?.unwrap_or(HashAlgorithm::SHA256);
    for file in meant(call)?.into_iter().filter(|file| !file.path.is_dir()) {
        match sum(call, algorithm, &file.path) {
            Ok(Some(sum)) => out.emit(FileHash {
                algorithm: algorithm.to_string(),
                hash: sum.iter().map(|byte| format!("{byte:02X}")).collect(),
                path: file.path.to_string_lossy().into_owned(),
            })?,
            Ok(None) => return Err(Fault::cancelled()),
            Err(error) => call.error(named("FileReadError", unusable(&file.path, &error)).at(place_of(call)))?,
        }
    }
    Ok(())
}

/// `None`: nobody waits for it any more.
fn sum(call: &Call, algorithm: HashAlgorithm, path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let mut sum = Sum::of(algorithm);
    let mut file = std::fs::File::open(path)?;
    let mut part = vec![0; 1 << 16];
    loop {
        if call.engine.is_cancelled() {
            return Ok(None);
        }
        match file.read(&mut part)? {
            0 => return Ok(Some(sum.finish())),
            count => sum.update(&part[..count]),
        }
    }
}

enum Sum {
    Ring(Box<digest::Context>),
    Md5(Box<Md5>),
}

impl Sum {
    fn of(algorithm: HashAlgorithm) -> Sum {
        let known = match algorithm {
            HashAlgorithm::SHA1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            HashAlgorithm::SHA256 => &digest::SHA256,
            HashAlgorithm::SHA384 => &digest::SHA384,
            HashAlgorithm::SHA512 => &digest::SHA512,
            HashAlgorithm::MD5 => return Sum::Md5(Box::new(Md5::new())),
        };
        Sum::Ring(Box::new(digest::Context::new(known)))
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Sum::Ring(sum) => sum.update(bytes),
            Sum::Md5(sum) => sum.update(bytes),
        }
    }

    fn finish(self) -> Vec<u8> {
        match self {
            Sum::Ring(sum) => sum.finish().as_ref().to_vec(),
            Sum::Md5(sum) => sum.finalize().to_vec(),
        }
    }
}
