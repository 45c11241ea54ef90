using Lockstep.Model.Schema.Forms;

namespace Lockstep.Model.Schema;

/// <summary>Two schemas whose objects are compared: as they were written, and if that differs, in their normal forms.</summary>
internal sealed class SchemaPair(DatabaseSchema expected, DatabaseSchema actual)
{
    private readonly NormalSchema _expected = new(expected, actual);
    private readonly NormalSchema _actual = new(actual, expected);

    /// <summary>Whether one of them is a live server's, which has more databases than this one.</summary>
    private readonly bool _isLive = expected.Role is not null || actual.Role is not null;

    public bool IsCompared(OtherObject other) => !_isLive || !OtherForms.IsOfServer(other.Kind);

    public bool Same(NamespaceObject left, NamespaceObject right) => left == right || _expected.Of(left) == _actual.Of(right);

    /// <summary>Those of the current role are the same as those of the role by its name.</summary>
    public ObjectCollection<DefaultPrivileges> ExpectedDefaults => ObjectCollection<DefaultPrivileges>.Of(expected.DefaultPrivileges.Select(_expected.Of));

    /// <summary>As <see cref="ExpectedDefaults"/>.</summary>
    public ObjectCollection<DefaultPrivileges> ActualDefaults => ObjectCollection<DefaultPrivileges>.Of(actual.DefaultPrivileges.Select(_actual.Of));

    public bool Same(UserType left, UserType right) => left == right || _expected.Of(left) == _actual.Of(right);

    public bool Same(Routine left, Routine right) => left == right || _expected.Of(left) == _actual.Of(right);

    public bool Same(OtherObject left, OtherObject right)
    {
        if (left == right) return true;
        var (one, other) = (_expected.Of(left), _actual.Of(right));
        if (_isLive && left.Kind == Operations.ObjectKind.Extension) (one, other) = (one with { Comment = null, Owner = null }, other with { Comment = null, Owner = null });
        return one == other || (one with { Definition = other.Definition } == other && Fits(one.Definition, other.Definition));
    }

    /// <summary>The relations in their normal forms, with what one of them can't know as the other one has it.</summary>
    public (Relation Left, Relation Right) Normal(Relation left, Relation right)
    {
        var (one, other) = (_expected.Of(left), _actual.Of(right));
        return (one, other) switch
        {
            (View first, View second) => (Known(first, second), Known(second, first)),
            (Table first, Table second) => (first with { Columns = Known(first.Columns, second) }, second with { Columns = Known(second.Columns, first) }),
            _ => (one, other),
        };
    }

    /// <summary>A view over what the schema does not know has columns that it does not know.</summary>
    private static View Known(View view, View other) => view.Columns.IsEmpty ? view with { Columns = other.Columns } : view with { Columns = Known(view.Columns, other) };

    private static EquatableArray<Column> Known(EquatableArray<Column> columns, RowRelation other) => new(columns.Select(column => other.Column(column.Name) is not { } known ? column : column with
    {
        Type = column.Type.Length == 0 ? known.Type : column.Type,
        Default = Forms.Literals.Matches(column.Default, known.Default) ? known.Default : column.Default,
    }));

    private static bool Fits(Operations.Operation left, Operations.Operation right) =>
        left is Operations.DefineObject one && right is Operations.DefineObject other && (Literals.Matches(one.Definition, other.Definition) || Literals.Matches(other.Definition, one.Definition));
}
