using System.Diagnostics.CodeAnalysis;
using Lockstep.Generator.SqlFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Generator.Tests;

/// <summary>An SQL file of a user's project, as the targets hand it to the compiler.</summary>
internal sealed class SqlText(string path, string text, bool isMigration = true) : AdditionalText
{
    public override string Path => "/home/me/shop/" + path;

    /// <summary>What the targets say about the file.</summary>
    public string? Metadata => isMigration ? path : null;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}

/// <summary>The options that the targets write; a new object after each edit, as in the compiler.</summary>
internal sealed class SqlOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(null);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options((textFile as SqlText)?.Metadata);

    private sealed class Options(string? metadata) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == SqlFileItem.Metadata ? metadata : null;
            return value is not null;
        }
    }
}
