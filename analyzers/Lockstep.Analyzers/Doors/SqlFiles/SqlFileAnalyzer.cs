using System.Collections.Immutable;
using System.Globalization;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Generator.SqlFiles;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
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
            start.RegisterAdditionalFileAction(file => Look(file, index));
        });
    }

    private static void Look(AdditionalFileAnalysisContext context, MigrationIndex index)
    {
        if (SqlFileSource.Of(context.AdditionalFile, context.Options, context.CancellationToken) is not { } source) return;
        var file = source.File;
        foreach (var problem in file.Problems) Report(RuleOf(problem.Kind), problem.Start, problem.Length, problem.Text);
        if (file.Version > 0 && index.OtherWith(file.Version, file.Path, context.CancellationToken) is { } other)
        {
            var (start, length) = SqlFileReader.Head(source.Text);
            Report(AuthoringRules.VersionUsedTwice, start, length, file.Version.ToString(CultureInfo.InvariantCulture), other.Name, other.File);
        }

        // What is Up and what is Down is not known, so neither is what the rules would find.
        if (file.IsMigration) Judge(context, source, index, Report);

        void Report(RuleInfo rule, int start, int length, params string[] arguments)
        {
            object[] values = [.. arguments];
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(rule), source.Location(start, length), values));
        }
    }

    private static void Judge(AdditionalFileAnalysisContext context, SqlFileSource source, MigrationIndex index, Reporter report)
    {
        var cancellationToken = context.CancellationToken;
        var rules = RuleSet.All
            .Where(rule => !EffectiveSeverity.IsSuppressed(rule.Info, context.Compilation, cancellationToken))
            .ToList();
        var script = source.Script;
        var options = ReviewOptions.Of(context.AdditionalFile, context.Options);
        if (script.Version > 0 && script.Version <= options.StartAfter) return;
        var history = index.Before(script.Version > 0 ? script.Version : long.MaxValue, cancellationToken);
        var suppressions = new SqlFileSuppressions(source, script);
        foreach (var finding in RuleRunner.Run(rules, MigrationReview.Of(script, history, options)))
        {
            if (!suppressions.Silence(finding)) report(finding.Rule, finding.Origin.Start, finding.Origin.Length, [.. finding.Arguments]);
        }

        foreach (var finding in suppressions.Findings(rules)) report(finding.Rule, finding.Origin.Start, finding.Origin.Length, [.. finding.Arguments]);
    }

    private static RuleInfo RuleOf(SqlFileProblemKind kind) => kind switch
    {
        SqlFileProblemKind.FileName => AuthoringRules.FileName,
        SqlFileProblemKind.Marker => AuthoringRules.Marker,
        SqlFileProblemKind.Header => AuthoringRules.Header,
        _ => AuthoringRules.Unterminated,
    };

    private delegate void Reporter(RuleInfo rule, int start, int length, params string[] arguments);
}
