//! `Rotate-DkimSigningConfig`: makes the next key of a domain, and says when its turn comes.

use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};

use crate::cmdlet::config::{mint_dkim_key, store_all, stored_object};
use crate::cmdlet::prelude::*;
use crate::model::DkimSigningConfig;
use crate::model::class::to_json;
use crate::store::Change;

/// How long both keys stay published before the next one signs: answers of name servers that do not have the new record
/// are forgotten by then (Exchange Online: four days).
const NOTICE_HOURS: i64 = 96;

static IDENTITY: Param<String> = Param::new("Identity", "The domain, or the GUID of its settings.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .from_property()
    .refuses_null();
static KEY_SIZE: Param<u32> =
    Param::new("KeySize", "Bits of the new RSA key: 2048, 3072 or 4096. Default: those of the last one.");
static ROTATE_ON_DATE: Param<Zoned> =
    Param::new("RotateOnDate", "When the new key begins to sign. Default: in four days.");

pub static ROTATE_DKIM_SIGNING_CONFIG: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Rotate-DkimSigningConfig",
        synopsis: "Make the next key of a domain that signs its mail",
        about: "The key that is not in use is replaced by a new one, which signs from RotateOnDate on. Publish its record \
                before; leave the old record where it is for as long as signed mail is on its way.",
        params: &[IDENTITY.spec(), KEY_SIZE.spec(), ROTATE_ON_DATE.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageDomains,
        examples: &[
            Example { does: "See what would be done", run: "Rotate-DkimSigningConfig contoso.com -WhatIf" },
            Example { does: "Change keys in four days", run: "Rotate-DkimSigningConfig contoso.com" },
            Example {
                does: "Use a longer key from now on, as the old one is known to others",
                run: "Rotate-DkimSigningConfig fabrikam.com -KeySize 3072 -RotateOnDate (Get-Date)",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let named = call.require(&IDENTITY)?;
    let named = named.trim();
    let now = Timestamp::now();
    let wanted = call.get(&ROTATE_ON_DATE)?;
    let mut asked = false;
    let mut publish = None;
    store_all(session, &call.engine.command_line(), &["DkimSigningConfig"], |picture| {
        let mut all = picture.organization().all::<DkimSigningConfig>();
        let is_meant = |config: &&DkimSigningConfig| {
            config.name.eq_ignore_ascii_case(named) || config.id.to_string().eq_ignore_ascii_case(named)
        };
        let mut config = all.find(is_meant).cloned().ok_or_else(|| {
            Fault::not_found("DkimSigningConfigNotFound", format!("No mail is signed for '{named}'."))
                .at(call.place(&IDENTITY))
                .fix("Run 'Get-DkimSigningConfig' to see all domains, or 'New-DkimSigningConfig' to add this one.")
        })?;
        if let Some(date) = config.rotate_on_date.as_ref().filter(|date| date.timestamp() > now) {
            let (domain, date) = (&config.domain_name, Value::date(date.clone()));
            let says = format!("The next key of {domain} has been made already and signs from {date} on.");
            return Err(Fault::conflict("RotationUnderWay", says).fix("Wait until then."));
        }
        if let Some(bits) = call.get(&KEY_SIZE)? {
            config.key_size = bits;
        }
        let (active, next) = (config.signing_at(now), config.signing_at(now).other());
        let date = match &wanted {
            Some(date) => date.clone(),
            None => now.checked_add(NOTICE_HOURS.hours()).unwrap_or(now).to_zoned(TimeZone::system()),
        };
        let until = Value::date(date.clone());
        let told = format!(
            "{} signs until {until}, then {} does with a new key.",
            config.name_of(active),
            config.name_of(next)
        );
        if !asked && !call.should(call.signature.name, config.domain_name.as_str(), &told)? {
            return Ok(Vec::new());
        }
        asked = true;
        let mut object = std::sync::Arc::unwrap_or_clone(stored_object(picture, DkimSigningConfig::INFO, config.id)?);
        for (property, value) in [
            ("KeySize", to_json(&config.key_size)),
            ("SelectorBeforeRotateOnDate", config.name_of(active).into()),
            ("SelectorAfterRotateOnDate", config.name_of(next).into()),
            ("RotateOnDate", to_json(&date)),
        ] {
            object.properties.insert(property.to_owned(), value);
        }
        (DkimSigningConfig::INFO.judge)(&object.as_stored(), &picture.beside(""))
            .map_err(|breach| Fault::from(breach).at(call.place(&KEY_SIZE)))?;
        mint_dkim_key(&mut object.properties, object.id, &config, next, session)?;
        let record = object.properties.get(next.public_key()).and_then(|text| text.as_str()).unwrap_or_default();
        publish = Some(format!("Publish until {until}: {} TXT \"{record}\"", config.record_name(next)));
        Ok(vec![Change::update(object)])
    })?;
    publish.map_or(Ok(()), |text| call.warn(text))
}
