using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lockstep.Analyzers.Tests.Fixes;

public sealed class AttributeFixTests
{
    private const string First = "using Lockstep;\n[Migration(2026_02_23_0900, \"First\")]\nclass First : Migration { public override void Up() { } }\n";

    [Fact]
    public Task A_version_that_is_used_twice_becomes_the_next_one() => AfterAsync<MigrationAttributeAnalyzer, NextVersionFix>(
        "LS1003",
        First + "[Migration(2026_02_23_0900, \"Second\", Ticket = \"T\")]\nclass Second : Migration { public override void Up() { } }\n",
        First.Replace("0900", "0901", StringComparison.Ordinal) + "[Migration(2026_02_23_0900, \"Second\", Ticket = \"T\")]\nclass Second : Migration { public override void Up() { } }\n");

    [Fact]
    public Task A_class_without_the_attribute_gets_it() => AfterAsync<MigrationAttributeAnalyzer, AddAttributeFix>(
        "LS1005",
        First + "/// <summary>Why.</summary>\npublic sealed class AddUserEmail : Migration { public override void Up() { } }\n",
        First + "/// <summary>Why.</summary>\n[Migration(202602230901, \"Add user email\")]\npublic sealed class AddUserEmail : Migration { public override void Up() { } }\n");

    [Fact]
    public Task A_migration_is_described_by_its_name() => AfterAsync<MigrationAnalyzer, DescribeFix>(
        "LS1015",
        First,
        First.Replace("[Migration", "/// <summary>First.</summary>\n[Migration", StringComparison.Ordinal),
        "purpose");

    [Fact]
    public Task A_name_comes_from_the_class() => AfterAsync<MigrationAnalyzer, DescribeFix>(
        "LS1015",
        "using Lockstep;\n// Why.\n[Migration(1, \"\")]\nclass AddA_b : Migration { public override void Up() { } }\n",
        "using Lockstep;\n// Why.\n[Migration(1, \"Add a b\")]\nclass AddA_b : Migration { public override void Up() { } }\n",
        "description");

    /// <summary>LS1002: a Down that leaves something.</summary>
    [Fact]
    public Task A_Down_that_does_not_lead_back_is_written_anew() => AfterAsync<MigrationAnalyzer, WriteDownFix>(
        "LS1002",
        "using Lockstep;\n[Migration(1, \"m\")]\nclass M : Migration\n{\n    public override void Up()\n    {\n        Create.Table(\"a\").WithColumn(\"x\", Text);\n        Create.Table(\"b\").WithColumn(\"x\", Text);\n    }\n\n    public override void Down()\n    {\n        Drop.Table(\"a\");\n    }\n}\n",
        "using Lockstep;\n[Migration(1, \"m\")]\nclass M : Migration\n{\n    public override void Up()\n    {\n        Create.Table(\"a\").WithColumn(\"x\", Text);\n        Create.Table(\"b\").WithColumn(\"x\", Text);\n    }\n\n    public override void Down()\n    {\n        Drop.Table(\"b\");\n        Drop.Table(\"a\");\n    }\n}\n");

    private static async Task AfterAsync<TAnalyzer, TFix>(string rule, string before, string after, string? documentation = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var project = Verify.ProjectOf([before]);
        if (documentation is not null)
        {
            project = project.WithOption("lockstep_required_documentation", documentation + "\ndotnet_diagnostic.LS1015.severity = warning");
        }

        var finding = (await Verify.Findings<TAnalyzer>(project)).First(finding => finding.Id == rule);
        Assert.Equal(after, await Verify.Apply(project, new TFix(), finding));
        var changed = project.GetDocument(finding.Location.SourceTree)!.WithText(Microsoft.CodeAnalysis.Text.SourceText.From(after)).Project;
        Assert.DoesNotContain(await Verify.Findings<TAnalyzer>(changed), left => left.Id == rule);
    }
}
