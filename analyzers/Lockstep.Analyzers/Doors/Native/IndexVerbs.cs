using Lockstep.Model.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What is said of a new index, and of one that goes.</summary>
internal static class IndexVerbs
{
    /// <summary>The new index after the verb; null if the verb is unknown.</summary>
    public static Known<Operation>? Apply(string verb, CreateIndex index, CallArguments arguments) => verb switch
    {
        "Unique" => new(index with { Unique = true }, IsKnown: true),
        "Concurrently" => new(index with { Concurrently = true }, IsKnown: true),
        "Using" => With(arguments.Text("method"), method => index with { Method = method }),
        "Include" => With(arguments.Texts("columns"), columns => index with { Include = columns }),
        "Where" => With(arguments.Text("condition"), condition => index with { Where = condition }),
        _ => null,
    };

    /// <summary>The index that goes after the verb; null if the verb is unknown.</summary>
    public static Known<Operation>? Apply(string verb, DropIndex drop) => verb switch
    {
        "Concurrently" => new(drop with { Concurrently = true }, IsKnown: true),
        "IfExists" => new(drop with { IfExists = true }, IsKnown: true),
        _ => null,
    };

    private static Known<Operation> With<T>(Known<T> said, Func<T, CreateIndex> change) => said.As<Operation>(change(said.Content));
}
