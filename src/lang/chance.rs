//! Where chance comes from: the system, which nobody can foretell, or a seed, which gives the same numbers each time.
//!
//! A seed gives the numbers of .NET's `System.Random`, so that a script that PowerShell has made draws the same ones.

use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

/// The source of a conversation's random numbers.
#[derive(Clone, Default)]
pub enum Chance {
    #[default]
    System,
    Seeded(Box<Seeded>),
}

impl Chance {
    pub fn of_seed(seed: i32) -> Chance {
        Chance::Seeded(Box::new(Seeded::new(seed)))
    }

    /// At least `low` and below `high`, which is larger.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = i64::from(high) - i64::from(low);
        let drawn = match self {
            Chance::System => i64::try_from(below(span.unsigned_abs())).unwrap_or(0),
            Chance::Seeded(seeded) if span <= i64::from(i32::MAX) => (seeded.part() * span as f64) as i64,
            Chance::Seeded(seeded) => (seeded.part_of_large() * span as f64) as i64,
        };
        i32::try_from(i64::from(low) + drawn).unwrap_or(low)
    }

    /// The same for numbers beyond 32 bits; the span between them is not 0.
    pub fn between_long(&mut self, low: i64, span: u64) -> i64 {
        match self {
            Chance::System => low.wrapping_add_unsigned(below(span)),
            Chance::Seeded(seeded) => {
                let bits = (0..3).fold(0_u64, |bits, _| bits << 22 | u64::from(seeded.next().unsigned_abs() >> 9));
                low.wrapping_add_unsigned(bits % span)
            }
        }
    }

    /// At least 0 and below the largest number of 32 bits.
    pub fn whole(&mut self) -> i32 {
        match self {
            Chance::System => self.between(0, i32::MAX),
            Chance::Seeded(seeded) => seeded.next(),
        }
    }

    /// At least 0 and below 1.
    pub fn part(&mut self) -> f64 {
        match self {
            // 53 bits are what a double holds.
            Chance::System => (bits() >> 11) as f64 / (1_u64 << 53) as f64,
            Chance::Seeded(seeded) => seeded.part(),
        }
    }
}

/// The chance of a conversation, as its commands share it.
#[derive(Clone, Default)]
pub struct SharedChance(Arc<Mutex<Chance>>);

impl SharedChance {
    pub fn draw<T>(&self, draw: impl FnOnce(&mut Chance) -> T) -> T {
        draw(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// 64 random bits of the system.
fn bits() -> u64 {
    // The first 48 bits of a version 4 UUID are all random.
    let half = || (Uuid::new_v4().as_u128() >> 80) as u64;
    half() ^ (half() << 16)
}

/// A number below `limit`, each as likely as the others.
fn below(limit: u64) -> u64 {
    // The last incomplete round of the 64-bit range would favour small numbers.
    let fair = u64::MAX - u64::MAX % limit.max(1);
    loop {
        let drawn = bits();
        if drawn < fair {
            return drawn % limit.max(1);
        }
    }
}

/// Knuth's subtractive generator as .NET seeds and steps it.
#[derive(Clone)]
pub struct Seeded {
    /// The first is not used.
    numbers: [i32; 56],
    at: usize,
}

impl Seeded {
    fn new(seed: i32) -> Seeded {
        const GOLDEN: i32 = 161_803_398;
        let mut numbers = [0; 56];
        let mut last = GOLDEN - seed.checked_abs().unwrap_or(i32::MAX);
        let mut next = 1;
        numbers[55] = last;
        for step in 1..55 {
            let at = 21 * step % 55;
            numbers[at] = next;
            next = positive(last.wrapping_sub(next));
            last = numbers[at];
        }
        for _ in 0..4 {
            for at in 1..56 {
                let other = numbers[1 + (at + 30) % 55];
                numbers[at] = positive(numbers[at].wrapping_sub(other));
            }
        }
        Seeded { numbers, at: 0 }
    }

    /// At least 0 and below the largest number.
    fn next(&mut self) -> i32 {
        self.at = self.at % 55 + 1;
        let other = (self.at + 20) % 55 + 1;
        let drawn = self.numbers[self.at].wrapping_sub(self.numbers[other]);
        let drawn = positive(if drawn == i32::MAX { drawn - 1 } else { drawn });
        self.numbers[self.at] = drawn;
        drawn
    }

    fn part(&mut self) -> f64 {
        f64::from(self.next()) * (1.0 / f64::from(i32::MAX))
    }

    /// For spans beyond the largest number: one more step decides the sign.
    fn part_of_large(&mut self) -> f64 {
        let drawn = self.next();
        let signed = if self.next() % 2 == 0 { -drawn } else { drawn };
        (f64::from(signed) + f64::from(i32::MAX - 1)) / (2.0 * f64::from(i32::MAX) - 1.0)
    }
}

fn positive(number: i32) -> i32 {
    if number < 0 { number.wrapping_add(i32::MAX) } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What .NET's `new Random(seed).Next(0, 100)` is known to give.
    #[test]
    fn a_seed_gives_the_numbers_of_dotnet() {
        for (seed, expected) in [(0, [72, 81, 76, 55, 20]), (1, [24, 11, 46, 77, 65]), (42, [66, 14, 12, 52, 16])] {
            let mut chance = Chance::of_seed(seed);
            assert_eq!([(); 5].map(|()| chance.between(0, 100)), expected, "seed {seed}");
        }
    }

    #[test]
    fn numbers_are_within_their_bounds() {
        for mut chance in [Chance::System, Chance::of_seed(7), Chance::of_seed(i32::MIN)] {
            for _ in 0..200 {
                assert!((3..6).contains(&chance.between(3, 6)));
                chance.between(i32::MIN, i32::MAX);
                assert!((5..8).contains(&chance.between_long(5, 3)));
                assert!((0.0..1.0).contains(&chance.part()));
            }
        }
    }
}
