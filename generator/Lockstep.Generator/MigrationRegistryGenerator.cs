using Lockstep.Generator.SqlFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lockstep.Generator;

/// <summary>Writes the registry of a project's migrations, so that the host finds them without reflection.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MigrationRegistryGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var migrations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                MigrationShape.AttributeName,
                static (node, _) => node is ClassDeclarationSyntax,
                MigrationRegistryParser.Parse)
            .WithTrackingName(Steps.Parse)
            .Where(static migration => migration is not null)
            .Select(static (migration, _) => migration!);
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            // The options are another object after every edit; only the path goes on from here.
            .Select(static (file, _) => (Text: file.Left, Path: SqlFileItem.PathOf(file.Left, file.Right)))
            .Where(static file => file.Path is not null)
            .Select(static (file, cancellationToken) => SqlFileParser.Parse(file.Text, file.Path!, cancellationToken))
            .WithTrackingName(Steps.ParseSql)
            .Where(static migration => migration is not null)
            .Select(static (migration, _) => migration!);
        var registry = migrations
            .Collect()
            .Combine(files.Collect())
            .Select(static (all, _) => MigrationRegistryParser.Order(all.Left.AddRange(all.Right)))
            .WithTrackingName(Steps.Order);
        context.RegisterSourceOutput(registry, MigrationRegistryEmitter.Emit);
    }

    /// <summary>The pipeline's steps, by the names under which tests watch them.</summary>
    internal static class Steps
    {
        /// <summary>Class to spec.</summary>
        public const string Parse = nameof(Parse);

        /// <summary>SQL file to spec.</summary>
        public const string ParseSql = nameof(ParseSql);

        /// <summary>Specs to the ordered registry.</summary>
        public const string Order = nameof(Order);
    }
}
