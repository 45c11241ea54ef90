using System.Reflection;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>The files of the catalogue: the schema that every statement meets, and the statements by family.</summary>
internal static class Catalogue
{
    /// <summary>The project's folder.</summary>
    internal static string Folder { get; } = typeof(Catalogue).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "ProjectFolder").Value!;

    /// <summary>Roles and tablespaces, which belong to the whole server.</summary>
    internal static string ClusterSql => File.ReadAllText(Path.Combine(Folder, "catalogue", "base", "cluster.sql"));

    /// <summary>The schema and its rows.</summary>
    internal static string SchemaSql => File.ReadAllText(Path.Combine(Folder, "catalogue", "base", "schema.sql"));

    internal static IReadOnlyList<CatalogueStatement> Statements { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "catalogue"), "*.sql").Order(StringComparer.Ordinal).SelectMany(CatalogueFile.Read)];

    /// <summary>Where the observations on a major version are kept.</summary>
    internal static string ObservedFile(int version) => Path.Combine(Folder, "observed", $"pg{version}.json");

    /// <summary>Where it is kept which relations of the schema have rows.</summary>
    internal static string FilledFile => Path.Combine(Folder, "observed", "filled.json");

    /// <summary>Where it is kept what squawk says of the statements.</summary>
    internal static string SquawkFile => Path.Combine(Folder, "peers", "squawk.json");

    /// <summary>The page about squawk.</summary>
    internal static string SquawkPage => Path.GetFullPath(Path.Combine(Folder, "..", "..", "docs", "peers", "squawk.md"));
}
