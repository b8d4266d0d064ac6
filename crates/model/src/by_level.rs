//! One value a level.

use std::array;
use std::ops::{Index, IndexMut};
use std::slice::Iter;

use crate::Level;

/// One value a level, lowest first, for as many levels as a standard has. Nothing is allocated, so that scoring is as
/// fast as with an array. What is asked of a level above the highest is the default value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByLevel<T> {
    values: [T; Level::MOST],
    count: usize,
}

impl<T> ByLevel<T> {
    /// How many levels there are, 0 to 9.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are no levels.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The values, lowest level first.
    pub fn as_slice(&self) -> &[T] {
        self.values.get(..self.count).unwrap_or_default()
    }

    /// The values to be changed, lowest level first.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        self.values.get_mut(..self.count).unwrap_or_default()
    }

    /// The values, lowest level first.
    pub fn iter(&self) -> Iter<'_, T> {
        self.as_slice().iter()
    }
}

impl<T: Default> FromIterator<T> for ByLevel<T> {
    /// The first nine values, the first of them that of level 1.
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut by_level = ByLevel { values: array::from_fn(|_| T::default()), count: 0 };
        for (place, value) in by_level.values.iter_mut().zip(values) {
            *place = value;
            by_level.count += 1;
        }
        by_level
    }
}

impl<T: Default> Default for ByLevel<T> {
    fn default() -> Self {
        ByLevel { values: array::from_fn(|_| T::default()), count: 0 }
    }
}

impl<T> Index<Level> for ByLevel<T> {
    type Output = T;

    fn index(&self, level: Level) -> &T {
        &self.values[level.index()]
    }
}

impl<T> IndexMut<Level> for ByLevel<T> {
    fn index_mut(&mut self, level: Level) -> &mut T {
        &mut self.values[level.index()]
    }
}

impl<'a, T> IntoIterator for &'a ByLevel<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_values_as_levels() {
        let level = |number| Level::new(number).unwrap();
        let mut three: ByLevel<u32> = [10, 20, 30].into_iter().collect();
        three[level(2)] += 1;
        assert_eq!((three.as_slice(), three.len()), (&[10, 21, 30][..], 3));
        assert_eq!((three[level(3)], three[level(9)]), (30, 0));
        three.as_mut_slice()[0] = 5;
        assert_eq!(three.iter().sum::<u32>(), 56);
        let nine: ByLevel<u32> = (1..20).collect();
        assert_eq!(nine.as_slice(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!(ByLevel::<u32>::default().is_empty());
    }
}
