using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>Which way a parameter goes.</summary>
public enum ParameterMode
{
    /// <summary>In.</summary>
    In,

    /// <summary>Out.</summary>
    Out,

    /// <summary>Both.</summary>
    InOut,

    /// <summary>In, and any number of them.</summary>
    Variadic,

    /// <summary>A column of <c>RETURNS TABLE</c>.</summary>
    Table,
}

/// <summary>A parameter of a routine.</summary>
/// <param name="Mode">Which way it goes.</param>
/// <param name="Name">Its name; null if it has none.</param>
/// <param name="Type">Its type as SQL.</param>
/// <param name="Default">Its default as an SQL expression; null for none.</param>
public sealed record RoutineParameter(ParameterMode Mode, string? Name, string Type, string? Default = null);

/// <summary><c>CREATE FUNCTION</c> or <c>CREATE PROCEDURE</c>.</summary>
/// <param name="Routine">The new routine.</param>
/// <param name="Parameters">Its parameters, with the columns of <c>RETURNS TABLE</c> last.</param>
public sealed record CreateRoutine(QualifiedName Routine, EquatableArray<RoutineParameter> Parameters) : Operation
{
    /// <summary>Whether it is a procedure.</summary>
    public bool Procedure { get; init; }

    /// <summary>Whether it takes the place of an existing one.</summary>
    public bool OrReplace { get; init; }

    /// <summary>What it returns as SQL, with <c>SETOF</c> if that is said; null if parameters tell, or nothing.</summary>
    public string? Returns { get; init; }

    /// <summary>Its language; null if only the body tells.</summary>
    public string? Language { get; init; }

    /// <summary>The text behind <c>AS</c>: its code, or of a C function the file; null with <see cref="SqlBody"/>.</summary>
    public string? Body { get; init; }

    /// <summary>The symbol in a C function's file; null if it is the function's name.</summary>
    public string? LinkSymbol { get; init; }

    /// <summary><c>BEGIN ATOMIC … END</c> or <c>RETURN …</c>; null with <see cref="Body"/>.</summary>
    public string? SqlBody { get; init; }

    /// <summary>
    /// The other properties that were said, each as SQL, such as <c>STABLE</c>, <c>STRICT</c>, <c>SECURITY DEFINER</c>, <c>COST 10</c>,
    /// <c>SET search_path TO ''</c>.
    /// </summary>
    public EquatableArray<string> Options { get; init; }
}

/// <summary><c>ALTER FUNCTION</c> or <c>ALTER PROCEDURE</c> with options.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Options">As in <see cref="CreateRoutine.Options"/>.</param>
public sealed record AlterRoutine(DatabaseObject Routine, EquatableArray<string> Options) : Operation;
