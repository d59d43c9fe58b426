//! Documentation in generated code: doc comments, tables and doctests.

pub(crate) mod article;
pub(crate) mod decision_table;
pub(crate) mod doc_comment;
pub(crate) mod doctest;
pub(crate) mod doctest_scope;
pub(crate) mod index_tables;
pub(crate) mod markdown;
pub(crate) mod setter_arguments;
pub(crate) mod title;
