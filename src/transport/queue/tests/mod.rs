//! Journeys through the whole stage: a real spool in a folder, a scripted next hop, a clock that moves only when all is at rest.

mod age;
mod attended;
mod clock;
mod confirmed;
mod crash;
mod delivery;
mod ladder;
mod limits;
mod orders;
mod poison;
mod reroute;
mod revise;
mod scene;
mod schedule;
mod size;
mod world;
