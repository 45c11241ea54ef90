extern alias runtime;

using System.Reflection;
using System.Runtime.Loader;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;
using Runtime = runtime::Lockstep;

namespace Lockstep.Analyzers.Tests.Writing;

/// <summary>Written statements, each list in the Up of a class of its own: compiled, read by the compiler's door and run by the recorder.</summary>
internal sealed class WrittenClasses
{
    private readonly Compilation _compilation;
    private readonly Assembly _assembly;

    private WrittenClasses(Compilation compilation, Assembly assembly)
    {
        _compilation = compilation;
        _assembly = assembly;
    }

    /// <summary>Compiles the statements of each class.</summary>
    public static async Task<WrittenClasses> CompileAsync(IEnumerable<IReadOnlyList<string>> classes)
    {
        var files = classes.Select((statements, number) =>
            "using Lockstep;\npublic sealed class M" + number + " : Migration\n{\n    public override void Up()\n    {\n        " +
            string.Join("\n", statements).Replace("\n", "\n        ", StringComparison.Ordinal) + "\n    }\n}\n");
        var compilation = (await Verify.ProjectOf(files).GetCompilationAsync(CancellationToken.None))!;
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new(compilation, new AssemblyLoadContext("written").LoadFromStream(image));
    }

    /// <summary>What the compiler's door reads.</summary>
    public LoweredMigration Read(int number) => MigrationIndex.Of(_compilation, KnownTypes.Find(_compilation)!, new([]))
        .Lower(_compilation.Assembly.GetTypeByMetadataName("M" + number)!, CancellationToken.None);

    /// <summary>What the migration notes when it runs.</summary>
    public IReadOnlyList<object> Run(int number)
    {
        var migration = (Runtime.Migration)Activator.CreateInstance(_assembly.GetType("M" + number)!)!;
        return [.. migration.Record(Runtime.Direction.Up).Operations];
    }
}
