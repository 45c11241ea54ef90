using Lockstep.Analyzers.Tests.Docs;
using Lockstep.CodeFixes.Writing;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Tests.Operations;
using static Lockstep.Model.EquatableArray;

namespace Lockstep.Analyzers.Tests.Writing;

/// <summary>Operations to C# and back: what is written compiles, and both doors of C# take it for the operation that it was written for.</summary>
public sealed class CSharpWriterTests
{
    private static readonly CSharpWriter s_writer = new(name => name.Replace("Lockstep.", "", StringComparison.Ordinal));
    private static readonly IReadOnlyList<Operation> s_samples = [.. OperationSamples.All.Select(sample => sample.Operation)];
    private static readonly Lazy<Task<WrittenClasses>> s_written = new(() => WrittenClasses.CompileAsync(s_samples.Select(sample => Written(sample))));

    public static TheoryData<int> Samples => new(Enumerable.Range(0, s_samples.Count));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task What_is_written_means_the_operation(int number)
    {
        var written = await s_written.Value;
        // A verb spells types in its own way; SQL stays as it is.
        var isSql = Written(s_samples[number])[0].StartsWith("Execute.Sql", StringComparison.Ordinal);
        var wanted = OperationDump.Of(isSql ? s_samples[number] : TypeVerb.Spelled(s_samples[number]));
        var read = written.Read(number);
        Assert.Empty(read.Misuses);
        Assert.Equal(wanted, OperationDump.Of(Meant(Assert.Single(read.Script.Up))));
        var run = Assert.Single(written.Run(number));
        Assert.Equal(wanted, OperationDump.Of(Meant(run)));
    }

    /// <summary>A type's other word is the same type.</summary>
    [Theory]
    [InlineData("int", "Integer")]
    [InlineData("INT8", "BigInt")]
    [InlineData("character varying (20)", "Varchar(20)")]
    [InlineData("numeric(10,2)", "Numeric(10, 2)")]
    [InlineData("numeric", "Numeric()")]
    [InlineData("timestamp with time zone", "TimestampTz")]
    [InlineData("bigint[]", "BigInt.Array()")]
    [InlineData("varchar", "Custom(\"varchar\")")]
    [InlineData("timestamptz(3)", "Custom(\"timestamptz(3)\")")]
    [InlineData("timestamp(3) with time zone", "Custom(\"timestamp(3) with time zone\")")]
    [InlineData("numeric(10)", "Custom(\"numeric(10)\")")]
    [InlineData("\"TEXT\"", "Custom(\"\\\"TEXT\\\"\")")]
    [InlineData("shop.mood", "Custom(\"shop.mood\")")]
    public void Types_are_named_as_authors_name_them(string sql, string source)
    {
        var verb = TypeVerb.Of(sql);
        Assert.Equal(source, verb.Text);
        var replay = Model.Schema.DatabaseSchema.Empty.Apply([.. SqlReader.Read($"CREATE TABLE a (c {sql}); CREATE TABLE b (c {verb.Sql})")]).Schema;
        Assert.Equal(replay.FindTable(new(null, "a"))!.Column("c")!.Type, replay.FindTable(new(null, "b"))!.Column("c")!.Type);
    }

    /// <summary>What has verbs is said by them: the only samples that are left to SQL say something for which there is no verb.</summary>
    [Fact]
    public void Verbs_are_used_where_there_are_verbs() => Golden("left-to-sql.txt", string.Join(
        '\n', s_samples.Select(sample => Written(sample)[0]).Where(statement => statement.StartsWith("Execute.Sql", StringComparison.Ordinal))));

    [Fact]
    public void Samples_are_written_as_an_author_would() => Golden("statements.txt", string.Join(
        '\n', s_samples.Select(sample => Written(sample)[0]).Where(statement => !statement.StartsWith("Execute.Sql", StringComparison.Ordinal))));

    [Theory]
    [InlineData("-- backfill\nUPDATE t SET a = 1, b = (SELECT 2 WHERE true) WHERE c IS NULL", "Backfill.Table(\"t\").Set(\"a = 1, b = (SELECT 2 WHERE true)\").Where(\"c IS NULL\");")]
    [InlineData("-- backfill workers=2 key=a,b target=90s\nUPDATE s.t SET a = 1", "Backfill.Table(\"s.t\").Set(\"a = 1\").AllRows().Target(System.TimeSpan.FromSeconds(90)).Workers(2).Key(\"a\", \"b\");")]
    [InlineData("-- backfill batch=5 lag=0 sessions=7 gently alongside\nDELETE FROM t WHERE a", "Backfill.Delete(\"t\").Where(\"a\").BatchSize(5).MaxReplicaLag(System.TimeSpan.Zero).MaxSessions(7).Gently().Alongside();")]
    public void Backfills_stay_backfills(string sql, string statement) =>
        Assert.Equal(statement, Assert.Single(Written(SqlReader.Read(sql)[0].Meaning[0])).ReplaceLineEndings("\n"));

    [Fact]
    public void A_backfill_without_a_verb_keeps_its_mark() => Assert.Matches(
        "^Execute\\.Sql\\(\"\"\"\\s+-- backfill\\s+DELETE FROM t\\s+\"\"\"\\);$", Assert.Single(Written(SqlReader.Read("-- backfill\nDELETE FROM t")[0].Meaning[0])));

    [Fact]
    public async Task What_is_done_to_one_table_is_one_chain_and_steps_stay_apart()
    {
        var t = new QualifiedName("audit", "events");
        Operation[] operations =
        [
            new AddColumn(t, new("a", "int") { NotNull = true, Default = "0" }),
            new DropColumn(t, "b"),
            new SetColumnDefault(t, "c", "now()"),
            new SetNotNull(t, "c"),
            new SetNotNull(t, "d"),
            new AddConstraint(t, new CheckConstraint("e", "c > 'x'") { NotValid = true }),
            new ValidateConstraint(t, "e") { StartsStep = true },
            new DropConstraint(t, "f"),
            new CreateIndex("ix", t, Of("a")) { Concurrently = true },
            new DropTable(new(null, "other")) { StartsStep = true },
        ];
        var statements = Written(operations);
        Assert.Equal(
            """
            Alter.Table("audit.events")
                .AddColumn("a", Integer).NotNull().DefaultValue(0)
                .DropColumn("b")
                .Column("c").SetDefaultSql("now()").SetNotNull()
                .Column("d").SetNotNull();
            Alter.Table("audit.events").AddCheck("e", "c > 'x'").NotValid();
            NewStep();
            Alter.Table("audit.events").ValidateConstraint("e").DropConstraint("f");
            Create.Index("ix").On("audit.events", "a").Concurrently();
            NewStep();
            Drop.Table("other");
            """.ReplaceLineEndings("\n"),
            string.Join('\n', statements));
        var compiled = await WrittenClasses.CompileAsync([statements]);
        Assert.Equal(operations.Select(TypeVerb.Spelled).Select(operation => OperationDump.Of(operation)), compiled.Run(0).Select(OperationDump.Of));
        Assert.Equal(operations.Select(TypeVerb.Spelled).Select(operation => OperationDump.Of(operation)), compiled.Read(0).Script.Up.Select(operation => OperationDump.Of(operation)));
    }

    /// <summary>Names and texts that C# or SQL would take for something else.</summary>
    [Theory]
    [InlineData("it's \"quoted\" \\ here")]
    [InlineData("{0} and {name}")]
    [InlineData("\"")]
    [InlineData("a\nb \"\"\"\" c\n\n  d")]
    [InlineData("\ttab \u0001 control")]
    [InlineData(" ")]
    [InlineData("a.b")]
    [InlineData("Ünïcode 🙂")]
    public async Task Any_text_comes_through(string text)
    {
        Operation[] operations =
        [
            new SetComment(new(ObjectKind.Table, new(null, "t")), text),
            new DropColumn(new("s.x", "T"), text),
            new InsertRows(new(null, "t"), "INSERT INTO t (a) VALUES (" + SqlLiteral.Text(text) + ")"),
        ];
        var compiled = await WrittenClasses.CompileAsync([Written(operations)]);
        Assert.Equal(operations.Select(operation => OperationDump.Of(operation)), compiled.Run(0).Select(operation => OperationDump.Of(Meant(operation))));
        Assert.Equal(operations.Select(operation => OperationDump.Of(operation)), compiled.Read(0).Script.Up.Select(operation => OperationDump.Of(Meant(operation))));
    }

    [Fact]
    public void What_is_known_only_in_part_is_not_written()
    {
        Assert.Null(s_writer.Write([new UnknownSql()]));
        Assert.Null(s_writer.Write([new DropTable(new(null, "{name}")) { Incomplete = true }]));
    }

    private static IReadOnlyList<string> Written(params Operation[] operations) => s_writer.Write(operations)!;

    /// <summary>What SQL text says is what it was written for. It works for both copies of the model.</summary>
    private static object Meant(object operation) => operation.GetType().Name != nameof(SqlText)
        ? operation
        : Assert.Single(((System.Collections.IEnumerable)operation.GetType().GetProperty(nameof(SqlText.Meaning))!.GetValue(operation)!).Cast<object>());

    private static void Golden(string file, string text, [System.Runtime.CompilerServices.CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "golden", file);
        if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text + "\n");
    }
}
