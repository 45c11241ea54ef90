using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Expressions that follow new names, as PostgreSQL's do, which keep what they mean and not how it was called.</content>
internal sealed partial class SchemaBuilder
{
    /// <summary>Puts other names into all expressions.</summary>
    /// <param name="word">The old name, which a text must hold to be worth reading.</param>
    /// <param name="rename">What stands for a reference from now on, given how it was written; null if it stays.</param>
    /// <param name="qualifier">What stands for a table's name before a column from now on; null if it stays.</param>
    private void Follow(string word, Func<Reference, string, string?> rename, Func<Reference, string?>? qualifier = null)
    {
        var map = new ReferenceRenamer(Build(), word, rename) { Qualifier = qualifier ?? (static _ => null) };
        foreach (var relation in Relations.ToList())
        {
            if (map.Map(relation) is var mapped && mapped != relation) Put(mapped);
        }

        foreach (var type in _types.ToList())
        {
            if (map.Map(type) is var mapped && mapped != type) _types = _types.With(mapped);
        }

        foreach (var routine in _routines.ToList())
        {
            if (map.Map(routine) is var mapped && mapped != routine) _routines = _routines.With(mapped);
        }

        foreach (var other in _others.ToList())
        {
            if (map.Map(other) is var mapped && mapped != other) _others = _others.With(mapped);
        }
    }

    /// <summary>Lets expressions follow an object's new name or schema.</summary>
    private void Follow(ObjectName old, ObjectName name, params ReferenceKind[] kinds) => Follow(
        old.Name,
        (reference, written) => reference.Target != old || !kinds.Contains(reference.Kind) ? null
            : reference.Kind == ReferenceKind.RelationName ? Literals.Quote(name.ToQualifiedName().ToSql())
            : old.Schema == name.Schema && QualifiedName.Parse(written).Schema is null ? SqlIdentifier.Quote(name.Name)
            : name.ToQualifiedName().ToSql(),
        reference => reference.Target == old && kinds.Contains(ReferenceKind.Relation) ? SqlIdentifier.Quote(name.Name) : null);

    /// <summary>Lets expressions follow a column's or attribute's new name.</summary>
    private void FollowColumn(ObjectName owner, string column, string newName) => Follow(
        column, (reference, _) => reference.Kind == ReferenceKind.Column && reference.Target == owner && reference.Part == column ? SqlIdentifier.Quote(newName) : null);

    /// <summary>Lets statistics and publications follow a table's new name.</summary>
    private void FollowOthers(QualifiedName old, QualifiedName name)
    {
        foreach (var other in _others.ToList())
        {
            Operation definition = other.Definition switch
            {
                CreateStatistics statistics when statistics.Table == old => statistics with { Table = name },
                CreatePublication publication when publication.Objects.Any(item => item.Table == old) =>
                    publication with { Objects = Replaced(publication.Objects, item => item.Table == old, item => item with { Table = name }) },
                _ => other.Definition,
            };
            if (definition != other.Definition) _others = _others.With(other with { Definition = definition });
        }
    }

    /// <summary>The column's type under the new name of a type.</summary>
    private static Column Retyped(Column column, string old, string name) =>
        column.Type == old ? column with { Type = name } : column.Type == old + "[]" ? column with { Type = name + "[]" } : column;

    /// <summary>Gives what has a type its new name.</summary>
    private void FollowType(string old, string name)
    {
        foreach (var relation in Relations.OfType<RowRelation>().Where(relation => relation.Columns.Any(column => IsOf(column.Type, old))).ToList())
        {
            Put(relation with { Columns = Replaced(relation.Columns, _ => true, column => Retyped(column, old, name)) });
        }

        foreach (var type in _types.ToList())
        {
            var now = type switch
            {
                CompositeType composite when composite.Attributes.Any(column => IsOf(column.Type, old)) => composite with { Attributes = Replaced(composite.Attributes, _ => true, column => Retyped(column, old, name)) },
                DomainType domain when IsOf(domain.Type, old) => domain with { Type = name + domain.Type.Substring(old.Length) },
                _ => type,
            };
            if (now != type) _types = _types.With(now);
        }

        foreach (var routine in _routines.Where(routine => routine.Name.Signature.Split(',').Any(type => IsOf(type.Trim(), old))).ToList())
        {
            var signature = string.Join(", ", routine.Name.Signature.Split(',').Select(type => type.Trim()).Select(type => IsOf(type, old) ? name + type.Substring(old.Length) : type));
            _routines = _routines.Without(routine.Name).With(routine with { Name = routine.Name with { Signature = signature } });
        }

        foreach (var other in _others.Where(other => other.Kind is ObjectKind.Cast or ObjectKind.Operator && Words(other.Name.Name).Contains(old)).ToList())
        {
            _others = _others.Without(other.Name).With(other with { Name = other.Name with { Name = string.Join(" ", other.Name.Name.Split(' ').Select(word => word.Trim('(', ')', ',') == old ? word.Replace(old, name) : word)) } });
        }
    }

    private static IEnumerable<string> Words(string name) => name.Split(' ').Select(word => word.Trim('(', ')', ','));

    private static bool IsOf(string type, string name) => type == name || type == name + "[]";

    /// <summary>Gives the types in routines' definitions their new names.</summary>
    private void FollowTypeInRoutines(ObjectName old, ObjectName name)
    {
        string Type(string sql)
        {
            const string Set = "SETOF ";
            var isSet = sql.StartsWith(Set, StringComparison.OrdinalIgnoreCase);
            var bare = isSet ? sql.Substring(Set.Length) : sql;
            var canonical = TypeOf(bare);
            var was = old.ToQualifiedName().ToSql();
            return IsOf(canonical, was) ? (isSet ? Set : string.Empty) + name.ToQualifiedName().ToSql() + canonical.Substring(was.Length) : sql;
        }

        foreach (var routine in _routines.ToList())
        {
            if (routine.Definition is not CreateRoutine create) continue;
            var now = create with
            {
                Parameters = Replaced(create.Parameters, _ => true, parameter => parameter with { Type = Type(parameter.Type) }),
                Returns = create.Returns is { } returns ? Type(returns) : null,
            };
            if (now != create) _routines = _routines.With(routine with { Definition = now });
        }
    }
}
