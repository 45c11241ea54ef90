using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lockstep.Generator.SqlFiles;

/// <summary>Tells the project's LockstepMigration items, which the targets hand to the compiler, from other additional files.</summary>
internal static class SqlFileItem
{
    /// <summary>The metadata that the targets set: the file's path, relative to the project's folder.</summary>
    public const string Metadata = "build_metadata.AdditionalFiles.LockstepMigration";

    /// <summary>The file's path relative to the project's folder, with <c>/</c>; null if it is no migration.</summary>
    public static string? PathOf(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(file).TryGetValue(Metadata, out var path) && path.Length > 0 ? path.Replace('\\', '/') : null;
}
