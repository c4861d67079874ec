//! A disk in memory that remembers what was synced, breaks on demand and loses power.

use std::collections::BTreeMap;
use std::io::{self, IoSlice};
use std::sync::{Arc, Mutex, MutexGuard};

use super::super::{Disk, Medium};

/// Clones share the disk.
#[derive(Clone)]
pub struct SimulatedDisk {
    world: Arc<Mutex<World>>,
    trouble: Arc<Mutex<Trouble>>,
}

type Trouble = Box<dyn FnMut(&Call) -> Option<Fault> + Send>;

/// What the spool is about to do to the disk.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    Create(String),
    Write(String),
    Sync(String),
    SetLength(String),
    Rename(String, String),
    Remove(String),
    SyncNames,
}

/// What happens instead.
pub enum Fault {
    Refuse(io::ErrorKind),
    /// Half of the bytes get there.
    Tear(io::ErrorKind),
}

/// What is on the disk, and what of it would survive a loss of power.
#[derive(Clone, Default)]
pub struct World {
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    /// Name changes since the last sync; each may get there or not.
    loose_names: Vec<NameChange>,
    files: Vec<Contents>,
    pub free: u64,
}

/// Names that now mean a file, or nothing.
type NameChange = Vec<(String, Option<usize>)>;

#[derive(Clone, Default)]
struct Contents {
    now: Vec<u8>,
    durable: Vec<u8>,
    /// Since the last sync; `None` is a new length.
    loose: Vec<(usize, Option<Vec<u8>>)>,
}

/// What a disk writes at once, or not at all.
const SECTOR: usize = 512;

impl SimulatedDisk {
    pub fn new() -> SimulatedDisk {
        SimulatedDisk::holding(World { free: u64::MAX, ..World::default() })
    }

    pub fn holding(world: World) -> SimulatedDisk {
        SimulatedDisk { world: Arc::new(Mutex::new(world)), trouble: Arc::new(Mutex::new(Box::new(|_| None))) }
    }

    /// Asked before each change.
    pub fn set_trouble(&self, trouble: impl FnMut(&Call) -> Option<Fault> + Send + 'static) {
        *self.trouble.lock().expect("no test panics here") = Box::new(trouble);
    }

    pub fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("no test panics here")
    }

    /// All files as a process that dies leaves them.
    pub fn image(&self) -> World {
        self.lock().clone()
    }

    fn ask(&self, call: Call) -> io::Result<Option<Fault>> {
        match (self.trouble.lock().expect("no test panics here"))(&call) {
            Some(Fault::Refuse(kind)) => Err(kind.into()),
            other => Ok(other),
        }
    }
}

impl World {
    /// What is left after a loss of power; `dice` decides what of the unsynced got there.
    pub fn after_power_loss(&self, dice: &mut impl FnMut(usize) -> usize) -> World {
        let mut names = self.durable_names.clone();
        self.loose_names.iter().filter(|_| dice(2) == 0).for_each(|change| apply(change, &mut names));
        let files = self.files.iter().map(|file| file.after_power_loss(dice)).collect();
        World { names: names.clone(), durable_names: names, loose_names: Vec::new(), files, free: self.free }
    }

    pub fn file(&mut self, name: &str) -> &mut Vec<u8> {
        let file = self.names[name];
        &mut self.files[file].now
    }

    pub fn names(&self) -> Vec<String> {
        self.names.keys().cloned().collect()
    }

    /// The newest segment file.
    pub fn newest(&self) -> String {
        self.names().into_iter().rfind(|name| name.ends_with(".segment")).expect("there is a segment")
    }

    fn name(&self, file: usize) -> String {
        let name = self.names.iter().find(|(_, of)| **of == file);
        name.map_or_else(|| "unnamed".to_owned(), |(name, _)| name.clone())
    }

    fn set_names(&mut self, change: NameChange) {
        apply(&change, &mut self.names);
        self.loose_names.push(change);
    }
}

fn apply(change: &NameChange, names: &mut BTreeMap<String, usize>) {
    for (name, file) in change {
        match file {
            Some(file) => names.insert(name.clone(), *file),
            None => names.remove(name),
        };
    }
}

impl Contents {
    fn after_power_loss(&self, dice: &mut impl FnMut(usize) -> usize) -> Contents {
        let mut left = self.durable.clone();
        for (offset, bytes) in &self.loose {
            match bytes {
                None if dice(2) == 0 => left.resize(*offset, 0),
                None => {}
                Some(bytes) => {
                    // Usually some sectors, sometimes none or all.
                    let odds = [0, 1, 2, 3, 4][dice(5)];
                    let mut at = 0;
                    while at < bytes.len() {
                        let next = (at + SECTOR - (offset + at) % SECTOR).min(bytes.len());
                        if dice(4) < odds {
                            put(&mut left, offset + at, &bytes[at..next]);
                        }
                        at = next;
                    }
                }
            }
        }
        Contents { now: left.clone(), durable: left, loose: Vec::new() }
    }
}

fn put(into: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    if into.len() < offset + bytes.len() {
        into.resize(offset + bytes.len(), 0);
    }
    into[offset..offset + bytes.len()].copy_from_slice(bytes);
}

struct Handle {
    disk: SimulatedDisk,
    file: usize,
}

impl Handle {
    fn change<T>(
        &self,
        call: impl FnOnce(String) -> Call,
        change: impl FnOnce(&mut Contents, Option<Fault>) -> T,
    ) -> io::Result<T> {
        let name = self.disk.lock().name(self.file);
        let fault = self.disk.ask(call(name))?;
        Ok(change(&mut self.disk.lock().files[self.file], fault))
    }
}

impl Medium for Handle {
    fn length(&self) -> io::Result<u64> {
        Ok(self.disk.lock().files[self.file].now.len() as u64)
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        self.change(Call::SetLength, |contents, _| {
            contents.now.resize(length as usize, 0);
            contents.loose.push((length as usize, None));
        })
    }

    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let world = self.disk.lock();
        let bytes = world.files[self.file].now.get(offset as usize..).unwrap_or_default();
        let count = bytes.len().min(into.len());
        into[..count].copy_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn write_at(&self, pieces: &[IoSlice<'_>], offset: u64) -> io::Result<usize> {
        let mut bytes: Vec<u8> = pieces.iter().flat_map(|piece| piece.iter().copied()).collect();
        self.change(Call::Write, |contents, fault| {
            if fault.is_some() {
                bytes.truncate(bytes.len() / 2);
            }
            put(&mut contents.now, offset as usize, &bytes);
            contents.loose.push((offset as usize, Some(bytes.clone())));
            match fault {
                Some(Fault::Tear(kind)) => Err(kind.into()),
                _ => Ok(bytes.len()),
            }
        })?
    }

    fn sync(&self) -> io::Result<()> {
        self.change(Call::Sync, |contents, _| {
            contents.durable = contents.now.clone();
            contents.loose.clear();
        })
    }
}

impl Disk for SimulatedDisk {
    fn names(&self) -> io::Result<Vec<String>> {
        Ok(self.lock().names().into_iter().filter(|name| !name.contains('/')).collect())
    }

    fn open(&self, name: &str) -> io::Result<Arc<dyn Medium>> {
        let file = *self.lock().names.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Arc::new(Handle { disk: self.clone(), file }))
    }

    fn create(&self, name: &str) -> io::Result<Arc<dyn Medium>> {
        self.ask(Call::Create(name.to_owned()))?;
        let mut world = self.lock();
        if world.names.contains_key(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = world.files.len();
        world.files.push(Contents::default());
        world.set_names(vec![(name.to_owned(), Some(file))]);
        Ok(Arc::new(Handle { disk: self.clone(), file }))
    }

    fn exists(&self, name: &str) -> bool {
        self.lock().names.contains_key(name)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.ask(Call::Rename(from.to_owned(), to.to_owned()))?;
        let mut world = self.lock();
        let file = *world.names.get(from).ok_or(io::ErrorKind::NotFound)?;
        world.set_names(vec![(to.to_owned(), Some(file)), (from.to_owned(), None)]);
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.ask(Call::Remove(name.to_owned()))?;
        let mut world = self.lock();
        if !world.names.contains_key(name) {
            return Err(io::ErrorKind::NotFound.into());
        }
        world.set_names(vec![(name.to_owned(), None)]);
        Ok(())
    }

    fn sync_names(&self) -> io::Result<()> {
        self.ask(Call::SyncNames)?;
        let mut world = self.lock();
        world.durable_names = world.names.clone();
        world.loose_names.clear();
        Ok(())
    }

    fn free_bytes(&self) -> io::Result<u64> {
        Ok(self.lock().free)
    }
}
