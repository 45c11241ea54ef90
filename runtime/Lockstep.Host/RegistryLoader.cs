using System.Reflection;

namespace Lockstep.Host;

/// <summary>Finds the migrations of an assembly.</summary>
internal static class RegistryLoader
{
    /// <summary>Loads the assembly and asks it for its registry, which the generator wrote into it.</summary>
    /// <exception cref="LockstepException">There is no such file, it can't be loaded, or it has no registry.</exception>
    public static MigrationRegistry Load(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw Failure($"There is no assembly {full}.", "Build the project first, or correct --assembly.");
        }

        try
        {
            var assembly = new MigrationLoadContext(full).LoadFromAssemblyPath(full);
            return assembly.GetCustomAttribute<MigrationRegistryAttribute>() is { } attribute &&
                Activator.CreateInstance(attribute.Registry, nonPublic: true) is MigrationRegistry registry
                ? registry
                : new EmptyRegistry();
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is { } inner)
        {
            throw Failure($"{full} can't be loaded: its registry threw {inner.GetType().Name}: {inner.Message}", "Correct the static or instance members that run when the registry is made.", inner);
        }
        catch (Exception failure) when (failure is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or MissingMethodException)
        {
            throw Failure($"{full} can't be loaded: {failure.Message}", "Build it with the same version of the Lockstep package, for a runtime that this machine has.", failure);
        }
    }

    private static LockstepException Failure(string message, string next, Exception? inner = null) =>
        new(ToolkitCode.Assembly, message, ExitCode.Usage, inner) { Next = next };

    /// <summary>A project without migrations is no error: it may get its first one tomorrow.</summary>
    private sealed class EmptyRegistry : MigrationRegistry
    {
        public override IReadOnlyList<MigrationDescriptor> Migrations => [];
    }
}
