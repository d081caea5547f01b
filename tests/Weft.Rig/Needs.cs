using Weft.Testing;

[assembly: Needs("processes")]
