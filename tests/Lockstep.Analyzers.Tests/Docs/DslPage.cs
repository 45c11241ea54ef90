using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Lockstep.Analyzers.Tests.Docs;

/// <summary>An example of the page about the verbs.</summary>
/// <param name="Statements">The C#.</param>
/// <param name="Sql">The SQL that stands under it; empty if none does.</param>
public sealed record DslExample(string Statements, string Sql);

/// <summary>docs/dsl.md.</summary>
internal static partial class DslPage
{
    public static string Path { get; } = FindPage();

    /// <summary>The page.</summary>
    public static string Read() => File.ReadAllText(Path).ReplaceLineEndings("\n");

    /// <summary>The examples of verbs; a whole class is none.</summary>
    public static List<DslExample> Examples() =>
        [.. Example().Matches(Read()).Select(match => new DslExample(match.Groups["statements"].Value, match.Groups["sql"].Value)).Where(example => !example.Statements.Contains("class ", StringComparison.Ordinal))];

    /// <summary>The page with SQL under each example.</summary>
    public static string Rewrite(Func<string, string> sqlOf) => Example().Replace(Read(), match => match.Groups["statements"].Value is var statements && statements.Contains("class ", StringComparison.Ordinal)
        ? match.Value
        : $"```csharp\n{statements}```\n\n```sql\n{sqlOf(statements)}\n```\n");

    private static string FindPage([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "dsl.md"));

    [GeneratedRegex("```csharp\n(?<statements>.*?)```\n(\n```sql\n(?<sql>.*?)\n```\n)?", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Example();
}
