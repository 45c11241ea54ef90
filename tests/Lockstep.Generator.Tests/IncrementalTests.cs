using System.Reflection;
using Lockstep.Model;
using Microsoft.CodeAnalysis;

namespace Lockstep.Generator.Tests;

public sealed class IncrementalTests
{
    private const string Source = """
        using Lockstep;
        [Migration(1, "m", Ticket = "T-1")]
        public class M : Migration
        {
            public override void Up() => Create.Table("users").WithColumn("id", BigInt);
            public override void Down() => Drop.Table("users");
        }
        """;

    [Fact]
    public void The_same_source_gives_equal_specs()
    {
        var first = Project.Spec(Project.Of(Source));
        var second = Project.Spec(Project.Of(Source));

        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void An_edit_in_another_file_changes_nothing()
    {
        var migration = Project.File(Source);
        var run = Project.Run(
            Project.Of(migration, Project.File("class Other;", "Other.cs")),
            Project.Of(migration, Project.File("class Changed { int _field = 1; }", "Other.cs")));

        AssertNothingChanged(run);
    }

    [Fact]
    public void A_comment_in_the_same_file_changes_nothing()
    {
        var run = Project.Run(Project.Of(Source), Project.Of("// A comment.\n" + Source.Replace(" => ", " =>\n        /* here */ ", StringComparison.Ordinal)));

        AssertNothingChanged(run);
    }

    [Fact]
    public void Changed_code_changes_the_registry()
    {
        var run = Project.Run(Project.Of(Source), Project.Of(Source.Replace("BigInt", "Integer", StringComparison.Ordinal)));

        Assert.Equal(IncrementalStepRunReason.Modified, Reasons(run.TrackedSteps[MigrationRegistryGenerator.Steps.Parse]).Single());
        Assert.Equal(IncrementalStepRunReason.Modified, Reasons(run.TrackedSteps[MigrationRegistryGenerator.Steps.Order]).Single());
        Assert.Equal(IncrementalStepRunReason.Modified, Reasons(run.TrackedOutputSteps.SelectMany(step => step.Value)).Single());
    }

    [Fact]
    public void Specs_hold_only_plain_values()
    {
        var seen = new HashSet<Type>();
        Walk(typeof(RegistrySpec));
        Assert.Contains(typeof(MigrationSpec), seen);

        void Walk(Type type)
        {
            if (!seen.Add(type) || type.IsPrimitive || type.IsEnum || type == typeof(string)) return;
            var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>);
            Assert.True(isList || (type.Assembly == typeof(RegistrySpec).Assembly && type.GetMethod("<Clone>$") is not null), type + " is no plain value");
            if (isList)
            {
                Walk(type.GetGenericArguments()[0]);
                return;
            }

            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)) Walk(field.FieldType);
        }
    }

    private static void AssertNothingChanged(GeneratorRunResult run)
    {
        Assert.All(
            Reasons(run.TrackedSteps[MigrationRegistryGenerator.Steps.Parse]),
            reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(
            Reasons(run.TrackedSteps[MigrationRegistryGenerator.Steps.Order]),
            reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached }));
        Assert.Equal(
            [IncrementalStepRunReason.Cached],
            Reasons(run.TrackedOutputSteps.SelectMany(step => step.Value)));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        steps.SelectMany(step => step.Outputs).Select(output => output.Reason);
}
