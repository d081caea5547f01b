using Weft.Testing;

[assembly: Needs("browser")]
