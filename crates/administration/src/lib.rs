//! The rooms of those who say who works here and who may do what.
