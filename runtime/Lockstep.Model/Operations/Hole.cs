namespace Lockstep.Model.Operations;

/// <summary>What stands in an operation in the place of something that is known only when the migration runs (<see cref="Operation.Incomplete"/>).</summary>
public static class Hole
{
    /// <summary>The hole for a piece of source.</summary>
    public static string Of(string source) => "{" + source + "}";

    /// <summary>Whether a part of an operation is a hole, and nothing to take apart or to check.</summary>
    public static bool Is(string part) => part.Length > 1 && part[0] == '{' && part[part.Length - 1] == '}';
}
