using System.Reflection;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>The names of objects in operations, wherever in them they stand.</summary>
internal static class OperationNames
{
    private static readonly MethodInfo Clone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>All names.</summary>
    public static IReadOnlyList<QualifiedName> In(Operation operation)
    {
        var names = new List<QualifiedName>();
        Rewrite(operation, name =>
        {
            names.Add(name);
            return name;
        });
        return names;
    }

    /// <summary>The operation with other names in the place of its own.</summary>
    public static Operation With(Operation operation, Func<QualifiedName, QualifiedName> change) => (Operation)Rewrite(operation, change)!;

    /// <summary>Records are rebuilt, property by property: what an operation is made of is plain data.</summary>
    private static object? Rewrite(object? value, Func<QualifiedName, QualifiedName> change)
    {
        switch (value)
        {
            case QualifiedName name:
                return change(name);
            case null or string or Origin:
                return value;
        }

        var type = value.GetType();
        if (type.Assembly != typeof(Operation).Assembly || type.IsEnum) return value;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>)) return Items((System.Collections.IEnumerable)value, type, change);

        var copy = Clone.Invoke(value, null)!;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.SetMethod is null || property.GetIndexParameters().Length > 0) continue;
            var old = property.GetValue(value);
            var changed = Rewrite(old, change);
            if (!Equals(old, changed)) property.SetValue(copy, changed);
        }

        return copy;
    }

    private static object Items(System.Collections.IEnumerable items, Type type, Func<QualifiedName, QualifiedName> change)
    {
        var changed = items.Cast<object?>().Select(item => Rewrite(item, change)).ToList();
        var array = Array.CreateInstance(type.GetGenericArguments()[0], changed.Count);
        for (var at = 0; at < changed.Count; at++) array.SetValue(changed[at], at);
        return Activator.CreateInstance(type, array)!;
    }
}
