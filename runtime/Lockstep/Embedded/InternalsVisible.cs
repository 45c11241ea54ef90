using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Lockstep.Embedded.Tests")]
