using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>C# in, operations out as text.</summary>
internal static class Lower
{
    /// <summary>The class M of a file, as rules see it, and the source that it came from.</summary>
    public static async Task<(MigrationScript Script, string Source)> Class(string source)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = (await Verify.ProjectOf([source]).GetCompilationAsync(token))!;
        Assert.Empty(compilation.GetDiagnostics(token).Where(found => found.Severity == DiagnosticSeverity.Error));
        var types = KnownTypes.Find(compilation)!;
        var type = compilation.Assembly.GetTypeByMetadataName("M")!;
        var lowered = MigrationIndex.Of(compilation, types, new([])).Lower(type, token);
        return (lowered.Script, source);
    }

    /// <summary>What Up does for these statements, one operation a line: its SQL, and behind a bar the source it points at.</summary>
    public static async Task<string> Up(string statements, string members = "")
    {
        var (script, source) = await Class($$"""
            using Lockstep;
            using Lockstep.Authoring;
            using Lockstep.Model.Operations;
            using System.Linq;
            public partial class M : Migration
            {
                public override void Up()
                {
                    {{statements}}
                }
                {{members}}
            }
            """);
        return Describe(script.Up, source);
    }

    public static string Describe(EquatableArray<Operation> operations, string source) => string.Join(
        '\n',
        operations.Select(operation =>
            (operation is UnknownSql ? "?" : SqlWriter.Write(operation).Replace("\n", "", StringComparison.Ordinal).Replace("    ", " ", StringComparison.Ordinal)) +
            (operation.Incomplete ? " (incomplete)" : "") +
            (operation is SqlText { Meaning: { IsEmpty: false } meaning } && meaning[0] is not DataStatement
                ? " = " + string.Join(" + ", meaning.Select(meant => meant.GetType().Name + "<" + At(meant, source) + ">"))
                : "") +
            " | " + At(operation, source)));

    private static string At(Operation operation, string source) =>
        source.Substring(operation.Origin.Start, operation.Origin.Length).ReplaceLineEndings("¶");
}
