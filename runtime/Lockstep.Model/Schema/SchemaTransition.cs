using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <summary>Writes the operations that lead from one schema to another, as far as there are any.</summary>
internal sealed partial class SchemaTransition
{
    private readonly DatabaseSchema _from;
    private readonly DatabaseSchema _to;
    private readonly List<Operation> _operations = [];
    private readonly SchemaPair _pair;

    /// <summary>Whether what parents hand down was done, so that what children have beside it is in turn.</summary>
    private readonly bool _isLate;

    private SchemaTransition(DatabaseSchema from, DatabaseSchema to, bool isLate)
    {
        _from = from;
        _to = to;
        _pair = new(from, to);
        _isLate = isLate;
    }

    /// <summary>The operations, in an order that works. What no operation can do is left out: compare what they lead to.</summary>
    public static IReadOnlyList<Operation> Between(DatabaseSchema from, DatabaseSchema to)
    {
        const int Passes = 3;
        var operations = new List<Operation>();
        var now = from;
        for (var pass = 0; pass < Passes; pass++)
        {
            var transition = new SchemaTransition(now, to, pass > 0);
            transition.Prepare();
            transition.Remove();
            transition.Make();
            transition.Finish();
            operations.AddRange(transition._operations);
            // What operations bring along may have to be changed again: a detached partition keeps its copies of keys.
            var replay = now.Apply(transition._operations);
            if (transition._operations.Count == 0 || replay.Problems.Any(problem => !problem.IsNote) || SchemaDiff.Between(to, replay.Schema).Count == 0) break;
            now = replay.Schema;
        }

        return operations;
    }

    private void Add(Operation operation) => _operations.Add(operation);

    private static DatabaseObject On(ObjectKind kind, string name, ObjectName table) => new(kind, new(null, name)) { Of = table.ToQualifiedName() };

    private IEnumerable<(T? From, T? To)> Pairs<T>()
        where T : Relation
    {
        foreach (var relation in _from.Relations.OfType<T>())
        {
            yield return (relation, _to.Relations.Find(relation.Name) as T);
        }

        foreach (var relation in _to.Relations.OfType<T>())
        {
            if (_from.Relations.Find(relation.Name) is not T) yield return (null, relation);
        }
    }

    /// <summary>Schemas, types, servers, and routines that name nothing of what is still to be made.</summary>
    private void Prepare()
    {
        foreach (var schema in _to.Schemas.Where(schema => _from.Schemas.Find(schema.Name) is null)) Add(new CreateSchema(schema.Name.Name) { Owner = schema.Owner });
        foreach (var type in _to.Types)
        {
            if (_from.Types.Find(type.Name) is not { } old) Make(type);
            else if (old != type) Change(old, type);
        }

        Routines(early: true);
        Make(ObjectKind.ForeignDataWrapper);
        Make(ObjectKind.Server);
        foreach (var sequence in _to.Relations.OfType<Sequence>().Where(sequence => !sequence.ForIdentity && _from.Relations.Find(sequence.Name) is null))
        {
            Add(new CreateSequence(sequence.Name.ToQualifiedName(), sequence.Settings) { Persistence = sequence.Persistence });
        }
    }

    private void Routines(bool early)
    {
        foreach (var routine in _to.Routines)
        {
            if (_from.Routines.Find(routine.Name) == routine || IsEarly(routine) != early) continue;
            var old = _from.Routines.Find(routine.Name);
            if (old is not null && old.Definition == routine.Definition && old.Changes == routine.Changes) continue;
            Add(routine.Definition is CreateRoutine create ? create with { OrReplace = old is not null } : routine.Definition);
            if (!routine.Changes.IsEmpty) Add(new AlterRoutine(ObjectOf(routine), routine.Changes));
        }
    }

    /// <summary>Whether a routine can be made before the relations: defaults and triggers may need it. A body in SQL is read when it is made, others when they run.</summary>
    private bool IsEarly(Routine routine)
    {
        if (routine.Definition is not CreateRoutine create) return true;
        var text = create.Language is null or "sql" ? SqlWriter.Write(create) : string.Join(" ", create.Parameters.Select(parameter => parameter.Type).Append(create.Returns));
        return !_from.Relations.PairsThatDiffer(_to.Relations).Any(pair => pair.There is { } made && text.IndexOf(made.Name.Name, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>Makes what tables need of the other objects.</summary>
    private void Make(ObjectKind kind)
    {
        foreach (var other in _to.Others.Where(other => other.Kind == kind && _from.Others.Find(other.Name) is null)) Make(other);
    }

    private void Make(OtherObject other)
    {
        Add(other.Definition);
        foreach (var change in other.Changes) Add(change);
    }

    private static DatabaseObject ObjectOf(Routine routine) => new(routine.Kind, routine.Name.ToQualifiedName()) { Signature = "(" + routine.Name.Signature + ")" };

    private void Make(UserType type)
    {
        var name = type.Name.ToQualifiedName();
        Add(type switch
        {
            EnumType made => new CreateEnumType(name, made.Labels),
            CompositeType made => new CreateCompositeType(name, new(made.Attributes.Select(Field))),
            DomainType made => new CreateDomain(name, made.Type)
            {
                Collation = made.Collation,
                Default = made.Default,
                NotNull = made.NotNull,
                Constraints = new(made.Constraints.Select(constraint => constraint.Definition)),
            },
            DefinedType made => made.Definition,
            _ => throw new InvalidOperationException("A kind of type is unknown: " + type.GetType().Name),
        });
    }

    private static ColumnDefinition Field(Column column) => new(column.Name, column.Type) { Collation = column.Collation };

    private void Change(UserType old, UserType type)
    {
        var name = type.Name.ToQualifiedName();
        switch (old, type)
        {
            case (EnumType from, EnumType to):
                for (var at = 0; at < to.Labels.Count; at++)
                {
                    if (from.Labels.Contains(to.Labels[at])) continue;
                    Add(new AddEnumValue(name, to.Labels[at]) { After = at > 0 ? to.Labels[at - 1] : null, Before = at == 0 && !from.Labels.IsEmpty ? from.Labels[0] : null });
                }

                break;
            case (CompositeType from, CompositeType to):
                var cascade = _from.Relations.OfType<Table>().Any(table => table.OfType == type.Name);
                foreach (var field in from.Attributes.Where(field => to.Attributes.All(it => it.Name != field.Name))) Add(new DropField(name, field.Name) { Cascade = cascade });
                foreach (var field in to.Attributes)
                {
                    var known = from.Attributes.FirstOrDefault(it => it.Name == field.Name);
                    if (known is null) Add(new AddField(name, Field(field)) { Cascade = cascade });
                    else if (known.Type != field.Type) Add(new AlterFieldType(name, field.Name, field.Type) { Collation = field.Collation, Cascade = cascade });
                }

                break;
            case (DomainType from, DomainType to):
                if (from.Default != to.Default) Add(new SetDomainDefault(name, to.Default));
                if (from.NotNull != to.NotNull) Add(new SetDomainNotNull(name, to.NotNull));
                foreach (var check in from.Constraints.Where(check => to.Constraints.All(it => it.Definition != check.Definition))) Add(new DropDomainConstraint(name, check.Name));
                foreach (var check in to.Constraints.Where(check => from.Constraints.All(it => it.Definition != check.Definition))) Add(new AddDomainConstraint(name, check.Definition));
                break;
        }
    }

    /// <summary>Takes away what is not in the target or is there in another shape.</summary>
    private void Remove()
    {
        foreach (var view in ViewsToRemove()) Add(new DropObject(new(view.Materialized ? ObjectKind.MaterializedView : ObjectKind.View, view.Name.ToQualifiedName())));
        foreach (var (old, view) in Pairs<View>())
        {
            if (old is not null && view is not null && Old(view) is not null) RemoveParts(old, view);
        }

        foreach (var (old, table) in Pairs<Table>())
        {
            if (old is not null) RemoveParts(old, table);
        }

        foreach (var (old, index) in Pairs<TableIndex>())
        {
            if (old is { Constraint: null, Parent: null } && !SameIndex(old, index) && _to.Relations.Find(old.Table) is not null && !IsRemade(old.Table)) Add(new DropIndex(old.Name.ToQualifiedName()));
        }

        foreach (var table in _from.Relations.OfType<Table>().Where(table => _to.Relations.Find(table.Name) is not Table && !IsGonePartition(table)).Reverse())
        {
            // Keys to the partitioned table need its partitions.
            if (table.Bounds is not null && IsReferenced(table)) Add(new DetachPartition(table.Inherits[0].ToQualifiedName(), table.Name.ToQualifiedName()));
            Add(table.Server is null ? new DropTable(table.Name.ToQualifiedName()) : new DropObject(new(ObjectKind.ForeignTable, table.Name.ToQualifiedName())));
        }
    }

    private bool IsGonePartition(Table table) => table.Bounds is not null && _to.Relations.Find(table.Inherits[0]) is null;

    private bool IsReferenced(Table partition)
    {
        for (var table = partition; table.Bounds is not null && _from.Relations.Find(table.Inherits[0]) is Table parent; table = parent)
        {
            var sql = parent.Name.ToQualifiedName();
            if (_from.Relations.OfType<Table>().Any(other => other.Constraints.Any(constraint => constraint.Definition is ForeignKeyConstraint key && key.Target.Table == sql))) return true;
        }

        return false;
    }

    private static TableIndex Bare(TableIndex index) =>
        index with { Comment = null, Parent = null, Options = default, Tablespace = null, Owner = null, Invalid = false, Statistics = default, Persistence = Persistence.Permanent, DropsWith = default };

    private bool SameIndex(TableIndex? old, TableIndex? index) => old is not null && index is not null && Bare(old) == Bare(index) &&
        // What is a part of an index that goes, goes too.
        !(old.Parent is { } parent && index.Parent is null && _to.Relations.Find(parent) is null);

    private void RemoveParts(RowRelation old, RowRelation? table)
    {
        foreach (var trigger in old.Triggers.Where(trigger => !trigger.Inherited && table is not null && table.Triggers.All(it => it.Name != trigger.Name || it.Definition != trigger.Definition)))
        {
            Add(new DropObject(On(ObjectKind.Trigger, trigger.Name, old.Name)));
        }

        foreach (var rule in old.Rules.Where(rule => table is not null && table.Rules.All(it => it.Name != rule.Name || it.Definition != rule.Definition)))
        {
            Add(new DropObject(On(ObjectKind.Rule, rule.Name, old.Name)));
        }
    }

    private void RemoveParts(Table old, Table? table)
    {
        var name = old.Name.ToQualifiedName();
        RemoveParts((RowRelation)old, table);
        foreach (var policy in old.Policies.Where(policy => table is not null && table.Policies.All(it => it.Name != policy.Name || it.Definition != policy.Definition)))
        {
            Add(new DropObject(On(ObjectKind.Policy, policy.Name, old.Name)));
        }

        if (table is null) return;
        if (old.Bounds is not null && table.Bounds is null) Add(new DetachPartition(old.Inherits[0].ToQualifiedName(), name));
        foreach (var constraint in old.Constraints.Where(constraint => !constraint.Inherited).OrderBy(constraint => constraint.Definition is ForeignKeyConstraint ? 0 : 1))
        {
            if (table.Constraint(constraint.Name)?.Definition == constraint.Definition || OnlyToValidate(constraint, table.Constraint(constraint.Name))) continue;
            Add(new DropConstraint(name, constraint.Name));
        }

        foreach (var column in old.Columns.Where(column => !column.Inherited && table.Column(column.Name) is null)) Add(new DropColumn(name, column.Name));
    }

    private static bool OnlyToValidate(SchemaConstraint old, SchemaConstraint? constraint) =>
        constraint is not null && old.Definition.NotValid && !constraint.Definition.NotValid && old.Definition with { NotValid = false } == constraint.Definition;
}
