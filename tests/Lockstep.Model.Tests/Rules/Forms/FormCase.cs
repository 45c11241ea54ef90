using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>A dangerous statement, and what a rule would have in its place.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Schema">The statements that made the schema, and its rows.</param>
/// <param name="Statement">The statement.</param>
internal sealed record FormCase(string Rule, string Schema, string Statement)
{
    /// <summary>What the application does after the first migration.</summary>
    public string During { get; init; } = "";

    /// <summary>Something that holds at the end.</summary>
    public string Holds { get; init; } = "SELECT true";

    /// <summary>Whether the server shows the dangerous work of the statement: a table that is read or written anew while others wait for it.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Whether the schema at the end is another one than the statement makes, as the form's page says.</summary>
    public bool Differs { get; init; }

    /// <summary>What the form does beyond the statement.</summary>
    public string Beyond { get; init; } = "";

    /// <summary>What undoes the script's other statements.</summary>
    public string Undo { get; init; } = "";

    /// <summary>Whether PostgreSQL refuses the statement in a transaction.</summary>
    public bool IsRefused { get; init; }

    /// <summary>A rule that rightly speaks of the form.</summary>
    public string Also { get; init; } = "";

    public int Since { get; init; } = 13;

    public int Before { get; init; } = 99;

    /// <summary>The form; the test fails if the rule finds nothing, or has none.</summary>
    public (SafeForm Form, ReviewedOperation Operation) Form(int version)
    {
        var (form, operation) = FormOrNone(version);
        Assert.True(form is not null, $"{Rule} has no form for {Statement} on {version}");
        return (form, operation);
    }

    /// <summary>The form, if there is one; the test fails if the rule finds nothing.</summary>
    public (SafeForm? Form, ReviewedOperation Operation) FormOrNone(int version)
    {
        var review = Review(new(SqlReader.Read(Statement)), default, Start(), version, [], 0);
        var rule = RuleSet.All.Single(rule => rule.Info.Id == Rule);
        var finding = Assert.Single(RuleRunner.Run([rule], review));
        var operation = review.Statements.SelectMany(statement => statement.Operations).First(operation => operation.Origin == finding.Origin || operation.Statement.Operation.Origin == finding.Origin);
        return (rule.SafeFormOf(operation, review), operation);
    }

    /// <summary>What rules say that speak without being asked of the form, and of the migrations that follow it.</summary>
    public IReadOnlyList<string> Findings(int version)
    {
        var (form, _) = Form(version);
        var schema = Start();
        var findings = new List<string>();
        var migrations = new List<(EquatableArray<Operation> Up, EquatableArray<Operation> Down, EquatableArray<string> Deprecates)> { (First(version), new([.. SqlReader.Read(Undo), .. form.Down]), form.Deprecates) };
        migrations.AddRange(form.Later.Select(later => (later.Up, later.Down, later.Deprecates)));
        var earlier = new List<OtherMigration>();
        for (var at = 0; at < migrations.Count; at++)
        {
            // As the files have them: read from what is written.
            var review = Review(Written(migrations[at].Up), Written(migrations[at].Down), schema, version, earlier, at);
            findings.AddRange(RuleRunner.Run(RuleSet.All.Where(rule => rule.Info.OnByDefault), review).Where(finding => finding.Rule.Id != "LS1001").Select(finding => $"{at + 1}: {finding.Rule.Id} {finding.Message}"));
            findings.AddRange(review.Statements.SelectMany(statement => statement.Problems).Where(problem => !problem.IsNote).Select(problem => $"{at + 1}: {problem.Message}"));
            earlier.Add(new(at + 1, "M" + (at + 1), at, migrations[at].Deprecates));
            schema = review.AfterUp;
        }

        // What else was wrong before is so still.
        var known = RuleRunner.Run(RuleSet.All, Review(new(SqlReader.Read(Statement)), default, Start(), version, [], 0)).Select(finding => finding.Rule.Id).Where(id => id != Rule).Append(Also).ToHashSet(StringComparer.Ordinal);
        return [.. findings.Where(finding => !known.Contains(finding.Split(' ')[1]))];
    }

    /// <summary>The script with the form in the statement's place.</summary>
    public EquatableArray<Operation> First(int version)
    {
        var (form, operation) = Form(version);
        return new(SqlReader.Read(Statement).SelectMany(statement => statement.Origin == operation.Statement.Operation.Origin ? form.Instead : EquatableArray.Of<Operation>(statement)));
    }

    private DatabaseSchema Start()
    {
        var start = DatabaseSchema.Empty.Apply(SqlReader.Read(Schema));
        Assert.Empty(start.Problems.Where(problem => !problem.IsNote).Select(problem => problem.Message));
        return start.Schema;
    }

    private static EquatableArray<Operation> Written(EquatableArray<Operation> operations)
    {
        var lines = new System.Text.StringBuilder();
        foreach (var operation in operations)
        {
            if (operation.StartsStep && lines.Length > 0) lines.Append("-- step\n");
            if (BackfillMark.Write(operation) is { } mark) lines.Append(mark).Append('\n');
            lines.Append(SqlWriter.Write(operation)).Append(";\n");
        }

        return new(SqlReader.Read(lines.ToString()));
    }

    private static MigrationReview Review(EquatableArray<Operation> up, EquatableArray<Operation> down, DatabaseSchema schema, int version, List<OtherMigration> earlier, int count) =>
        MigrationReview.Of(
            new("M", Origin.None, up, down) { DownState = down.IsEmpty ? DownState.Empty : DownState.Present, Documentation = new("It", "It is so.", "") },
            new(schema, earlier) { Count = count, IsComplete = true },
            Options(version));

    private static RuleOptions Options(int version) => RuleOptions.Default with { PostgresVersion = version };
}
