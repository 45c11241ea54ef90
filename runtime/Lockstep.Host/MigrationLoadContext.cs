using System.Reflection;
using System.Runtime.Loader;

namespace Lockstep.Host;

/// <summary>
/// Loads the user's assembly with its own dependencies. What the host has itself is shared, so that a migration there is a migration here.
/// </summary>
/// <param name="assembly">The user's assembly.</param>
internal sealed class MigrationLoadContext(string assembly) : AssemblyLoadContext("migrations")
{
    private readonly AssemblyDependencyResolver _dependencies = new(assembly);

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (IsShared(assemblyName.Name)) return null;
        return _dependencies.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc />
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _dependencies.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private static bool IsShared(string? name) => name is "Lockstep" or "Lockstep.Model" or "Npgsql";
}
