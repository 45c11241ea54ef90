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
        var registry = migrations
            .Collect()
            .Select(static (all, _) => MigrationRegistryParser.Order(all))
            .WithTrackingName(Steps.Order);
        context.RegisterSourceOutput(registry, MigrationRegistryEmitter.Emit);
    }

    /// <summary>The pipeline's steps, by the names under which tests watch them.</summary>
    internal static class Steps
    {
        /// <summary>Class to spec.</summary>
        public const string Parse = nameof(Parse);

        /// <summary>Specs to the ordered registry.</summary>
        public const string Order = nameof(Order);
    }
}
