extern alias runtime;

using System.Reflection;
using System.Runtime.Loader;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runtime = runtime::Lockstep;

namespace Lockstep.Analyzers.Tests.Docs;

/// <summary>
/// The page about the verbs is a table: each example is compiled, read as the analyzers read it and run as the runner runs it, and both must
/// be the SQL under it. <c>LOCKSTEP_UPDATE=1</c> writes that SQL.
/// </summary>
public sealed class DslDocsTests
{
    private static readonly Lazy<Task<Compiled>> s_compiled = new(CompileAsync);

    public static TheoryData<int> Examples => new(Enumerable.Range(0, DslPage.Examples().Count));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_door_reads_what_the_recorder_records(int number)
    {
        var compiled = await s_compiled.Value;
        var read = compiled.Lowered(number);
        Assert.Empty(read.Misuses);
        var recorded = Record(compiled.Assembly, number);
        Assert.NotEmpty(recorded);
        Assert.Equal(
            string.Join('\n', recorded.Select(operation => OperationDump.Of(operation))),
            string.Join('\n', read.Script.Up.Select(operation => OperationDump.Of(operation))));
        Assert.All(read.Script.Up, operation => Assert.False(operation.Incomplete));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_sql_under_an_example_is_what_it_becomes(int number) =>
        Assert.Equal(DslPage.Examples()[number].Sql, Sql((await s_compiled.Value).Lowered(number).Script.Up));

    /// <summary>What a verb notes is what PostgreSQL would be told: reading the SQL gives the operation again.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_sql_means_the_operation(int number)
    {
        foreach (var operation in (await s_compiled.Value).Lowered(number).Script.Up.Where(operation => operation is not SqlText))
        {
            var sql = BackfillMark.Write(operation) + "\n" + SqlWriter.Write(operation);
            var read = Assert.Single(SqlReader.Read(sql));
            Assert.Equal(OperationDump.Plain(operation), string.Join('\n', read.Meaning.Select(OperationDump.Plain)));
        }
    }

    [Fact]
    public async Task Every_verb_has_an_example()
    {
        var shown = (await s_compiled.Value).Called();
        var verbs = typeof(Runtime.Migration).Assembly.GetTypes()
            .Where(type => type.IsPublic && (type.Namespace == "Lockstep.Authoring" || type.FullName == "Lockstep.Migration"))
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => (method.IsPublic || method.IsFamily) && !method.IsVirtual && !method.Name.StartsWith('<'))
            .Where(method => !method.IsSpecialName || method.DeclaringType!.Name == "Migration")
            .Select(method => Name(method.DeclaringType!.Name, method.Name, method.GetParameters().Select(parameter => parameter.ParameterType.Name)));
        Assert.Equal("", string.Join('\n', verbs.Except(shown).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task The_page_can_be_written_anew()
    {
        if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") != "1") return;
        var compiled = await s_compiled.Value;
        var number = 0;
        await File.WriteAllTextAsync(DslPage.Path, DslPage.Rewrite(_ => Sql(compiled.Lowered(number++).Script.Up)), TestContext.Current.CancellationToken);
    }

    private static string Sql(IEnumerable<Operation> operations)
    {
        var sql = new List<string>();
        var isOpen = false;
        foreach (var operation in operations)
        {
            if (isOpen && (operation.StartsStep || !operation.Transactional)) sql.Add("-- step");
            if (BackfillMark.Write(operation) is { } mark)
            {
                // Done together with the one before it, it is no step of its own.
                if (BackfillMark.BackfillOf(operation)!.Backfill!.Alongside) sql.RemoveAt(sql.Count - 1);
                sql.Add(mark);
            }

            sql.Add(SqlWriter.Write(operation) + ";");
            isOpen = true;
            if (operation.Transactional) continue;
            sql.Add("-- step");
            isOpen = false;
        }

        if (!isOpen) sql.RemoveAt(sql.Count - 1);
        return string.Join('\n', sql);
    }

    private static IEnumerable<object> Record(Assembly assembly, int number)
    {
        var migration = (Runtime.Migration)Activator.CreateInstance(assembly.GetType("M" + number)!)!;
        return migration.Record(Runtime.Direction.Up).Operations;
    }

    private static string Name(string type, string method, IEnumerable<string> parameters) => $"{type}.{method}({string.Join(", ", parameters)})";

    private static async Task<Compiled> CompileAsync()
    {
        // The alias is for this test; a file of its own for each example keeps their lines apart.
        var files = DslPage.Examples().Select((example, number) => $$"""
            using Lockstep;
            public sealed class M{{number}} : Migration
            {
                public override void Up()
                {
            {{example.Statements}}
                }
            }
            """);
        var compilation = (await Verify.ProjectOf(files).GetCompilationAsync(CancellationToken.None))!;
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new(compilation, AssemblyLoadContext.Default.LoadFromStream(image));
    }

    private sealed record Compiled(Compilation Compilation, Assembly Assembly)
    {
        public LoweredMigration Lowered(int number)
        {
            var types = KnownTypes.Find(Compilation)!;
            return MigrationIndex.Of(Compilation, types, new([])).Lower(Compilation.Assembly.GetTypeByMetadataName("M" + number)!, CancellationToken.None);
        }

        /// <summary>The verbs that the examples use.</summary>
        public HashSet<string> Called()
        {
            var called = new HashSet<string>(StringComparer.Ordinal);
            foreach (var tree in Compilation.SyntaxTrees)
            {
                var model = Compilation.GetSemanticModel(tree);
                foreach (var node in tree.GetRoot().DescendantNodes())
                {
                    if (node is not (InvocationExpressionSyntax or IdentifierNameSyntax)) continue;
                    var symbol = model.GetSymbolInfo(node).Symbol is IPropertySymbol property ? property.GetMethod : model.GetSymbolInfo(node).Symbol as IMethodSymbol;
                    if (symbol?.OriginalDefinition is not { } method) continue;
                    called.Add(Name(method.ContainingType.MetadataName, method.MetadataName, method.Parameters.Select(parameter => TypeName(parameter.Type))));
                }
            }

            return called;
        }

        private static string TypeName(ITypeSymbol type) => type is IArrayTypeSymbol array ? TypeName(array.ElementType) + "[]" : type.MetadataName;
    }
}
