//! What a new object has that nobody gives: keys, made here and sealed to the object.

use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::picture::stored;
use super::work::Work;
use crate::cmdlet::Session;
use crate::model::class::{Class, Properties, to_json};
use crate::model::{DkimSigningConfig, Fault, Selector};
use crate::store::StoredObject;
use crate::trust::dkim::KeyPair;

/// The properties of an object that is about to be stored, with its keys.
pub fn furnished(work: &Work, object: &StoredObject) -> Result<Properties, Fault> {
    let mut properties = object.properties.clone();
    if work.class.name == DkimSigningConfig::INFO.name {
        let config = DkimSigningConfig::from_stored(&stored(object))?;
        for selector in Selector::BOTH {
            mint_dkim_key(&mut properties, object.id, &config, selector, work.session)?;
        }
    }
    Ok(properties)
}

/// Makes a key pair for one of the selectors. What must stay private is sealed to the object.
pub fn mint_dkim_key(
    properties: &mut Properties,
    object: Uuid,
    config: &DkimSigningConfig,
    selector: Selector,
    session: &Session,
) -> Result<(), Fault> {
    let pair = KeyPair::generate(config.algorithm, config.key_size)
        .map_err(|error| Fault::internal("KeyNotMade", "No key could be made.").cause(&error))?;
    let sealed = session.sealer().seal(object, selector.private_key(), &pair.private)?;
    properties.insert(selector.private_key().to_owned(), to_json(&sealed));
    properties.insert(selector.public_key().to_owned(), pair.record.into());
    let now = Timestamp::now().to_zoned(TimeZone::system());
    properties.insert("KeyCreationTime".to_owned(), to_json(&now));
    Ok(())
}
