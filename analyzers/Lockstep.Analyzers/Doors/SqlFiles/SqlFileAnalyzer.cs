using System.Collections.Immutable;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.SqlFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleSet = Lockstep.Model.Rules.RuleSet;

namespace Lockstep.Analyzers.Doors.SqlFiles;

/// <summary>Looks at the form of the project's SQL migrations, and runs the rules over what they do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SqlFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfSqlFiles;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Find(start.Compilation) is not { } types) return;
            var index = MigrationIndex.Of(start.Compilation, types, start.Options);
            var compilation = start.Compilation;
            // Asked once, since the configuration says the same of each file; and not at all where there are none.
            var rules = new Lazy<List<Rule>>(() => [.. RuleSet.All.Where(rule => !EffectiveSeverity.IsSuppressed(rule.Info, compilation, CancellationToken.None))]);
            start.RegisterAdditionalFileAction(file => Look(file, index, rules));
        });
    }

    private static void Look(AdditionalFileAnalysisContext context, MigrationIndex index, Lazy<List<Rule>> rules)
    {
        if (SqlFileSource.Of(context.AdditionalFile, context.Options, context.CancellationToken) is not { } source) return;
        var file = source.File;
        foreach (var finding in SqlFileJudge.Form(source.Content)) Report(finding);
        if (file.Version > 0 && index.OtherWith(file.Version, file.Path, context.CancellationToken) is { } other)
        {
            Report(SqlFileJudge.VersionUsedTwice(source.Content, other.Name, other.File));
        }

        if (file.Version > 0 && file.Headers.Checkpoint is { } checkpoint && index.OtherNamed(checkpoint, file.Path, context.CancellationToken) is { } named)
        {
            Report(SqlFileJudge.CheckpointUsedTwice(source.Content, named.Name, named.File));
        }

        // What is Up and what is Down is not known, so neither is what the rules would find.
        if (file.IsMigration) Judge(context, source, index, rules, Report);

        void Report(Finding finding)
        {
            object[] values = [.. finding.Arguments];
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(finding.Rule), source.Location(finding.Origin.Start, finding.Origin.Length), values));
        }
    }

    private static void Judge(AdditionalFileAnalysisContext context, SqlFileSource source, MigrationIndex index, Lazy<List<Rule>> rules, Action<Finding> report)
    {
        var cancellationToken = context.CancellationToken;
        var script = source.Script;
        var options = ReviewOptions.Of(context.AdditionalFile, context.Options);
        if (script.Version > 0 && script.Version <= options.StartAfter) return;
        foreach (var judged in SqlFileJudge.Judge(source.Content, index.Review(script, options, cancellationToken), rules.Value))
        {
            if (judged.SilencedBy is null) report(judged.Finding);
        }
    }
}
