using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lockstep.Analyzers.Tests.Fixes;

/// <summary>Fixes are asked for while somebody types: whatever stands there, nothing fails, and what is offered can be applied.</summary>
public sealed class HalfTypedTests
{
    private const string Source = """""
        using Lockstep;
        namespace Shop;
        [Migration(2026_02_23_0900, "Change", SingleTransaction = true)]
        public sealed class Change : Migration
        {
            public override void Up()
            {
                Create.Table("t").WithColumn("a", BigInt); // x
                Alter.Table("t").AddCheck("c", "a > 0");
                Execute.Sql("""
                    ALTER TABLE t ADD CONSTRAINT d CHECK (a > 1), DROP COLUMN b;
                    CREATE INDEX ix ON t (a);
                    """);
                Create.Index("iy").On("u", "a");
                Alter.Table("u").Column("a").SetNotNull();
                foreach (var x in new[] { "p", "q" }) Alter.Table("u").DropColumn(x);
            }
            public override void Down() => Drop.Index("iy");
        }
        """"";

    private static readonly CodeFixProvider[] s_fixes = [new SafeFormFix(), new WriteDownFix(), new LeaveTransactionFix(), new DeprecateColumnFix(), new NextVersionFix(), new AddAttributeFix(), new DescribeFix()];

    [Fact]
    public async Task Every_prefix_is_looked_at_without_failure()
    {
        var offered = 0;
        for (var length = 0; length <= Source.Length; length++) offered += await OfferedAsync(Source[..length]);
        Assert.True(offered > 0);
    }

    /// <summary>A piece taken out of the middle, as by somebody who rewrites it.</summary>
    [Fact]
    public async Task Every_gap_is_looked_at_without_failure()
    {
        var offered = 0;
        for (var start = 0; start + 7 < Source.Length; start += 9) offered += await OfferedAsync(Source[..start] + Source[(start + 7)..]);
        Assert.True(offered > 0);
    }

    /// <summary>The source has changed since the finding was made: every place is one at which nothing or something else stands.</summary>
    [Fact]
    public async Task A_stale_finding_does_no_harm()
    {
        var project = Verify.ProjectOf([Source]);
        var document = project.Documents.Single();
        var tree = (await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        foreach (var fix in s_fixes)
        {
            foreach (var id in fix.FixableDiagnosticIds)
            {
                var descriptor = new DiagnosticDescriptor(id, id, id, id, DiagnosticSeverity.Warning, isEnabledByDefault: true);
                for (var start = 0; start < Source.Length; start += 23)
                {
                    await OfferedAsync(document, fix, Diagnostic.Create(descriptor, Location.Create(tree, new(start, Math.Min(9, Source.Length - start)))));
                }
            }
        }
    }

    private static async Task<int> OfferedAsync(string source)
    {
        var project = Verify.ProjectOf([source]);
        var offered = 0;
        foreach (var finding in await Verify.Findings<MigrationAnalyzer>(project, mustCompile: false))
        {
            foreach (var fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id))) offered += await OfferedAsync(project.Documents.Single(), fix, finding);
        }

        return offered;
    }

    private static async Task<int> OfferedAsync(Document document, CodeFixProvider fix, Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new(document, finding, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        foreach (var action in actions) Assert.NotEmpty(await action.GetOperationsAsync(TestContext.Current.CancellationToken));
        return actions.Count;
    }
}
