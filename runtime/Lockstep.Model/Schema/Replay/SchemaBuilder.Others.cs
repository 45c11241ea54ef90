using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Schemas, routines, and objects that are held as the operations that made them.</content>
internal sealed partial class SchemaBuilder
{
    private bool DispatchOther(Operation operation) => operation switch
    {
        CreateRoutine create => Create(create),
        AlterRoutine alter => Change(alter.Routine, routine => routine with { Changes = new([.. routine.Changes, .. alter.Options]) }),
        DefineObject { Object.Kind: ObjectKind.Aggregate } define => Put(
            new Routine(RoutineName(define.Object), ObjectKind.Aggregate, define with { Origin = Origin.None }), define.Modifiers.Length > 0),
        CreateTrigger create => Create(create),
        CreateRule create => Create(create),
        CreatePolicy create => Create(create),
        AlterPolicy alter => Alter(alter),
        CreateEventTrigger create => Put(ObjectKind.EventTrigger, new(null, create.Name), create),
        SetEventTriggerState set => Changed(ObjectKind.EventTrigger, new(null, set.Name), set),
        CreateExtension create => Put(ObjectKind.Extension, new(null, create.Name), create, create.IfNotExists),
        UpdateExtension update => Changed(ObjectKind.Extension, new(null, update.Name), update),
        CreatePublication create => Create(create),
        AlterPublication alter => Alter(alter),
        CreateSubscription create => Put(ObjectKind.Subscription, new(null, create.Name), create),
        AlterSubscription alter => Changed(ObjectKind.Subscription, new(null, alter.Name), alter),
        CreateStatistics create => Create(create),
        SetStatisticsTarget set => Changed(ObjectKind.Statistics, set.Name, set, set.IfExists),
        CreateRole create => Put(ObjectKind.Role, new(null, create.Name), create),
        DefineObject { Object.Kind: ObjectKind.Operator } define => Put(ObjectKind.Operator, OperatorName(define), define, replaces: true),
        DefineObject define => Put(define.Object.Kind, Qualified(define.Object), define, define.IfNotExists, define.Modifiers.Contains("REPLACE")),
        AlterObject alter => Changed(alter.Object.Kind, Qualified(alter.Object), alter),
        _ => false,
    };

    private bool Create(CreateSchema create)
    {
        var name = new ObjectName(string.Empty, create.Name ?? create.Owner ?? string.Empty);
        if (_schemas.Find(name) is not null) return create.IfNotExists || Fail($"schema \"{name.Name}\" already exists");
        _schemas = _schemas.With(Defaulted(new NamespaceObject(name) { Owner = create.Owner }, ObjectKind.Schema));
        var path = _searchPath;
        _searchPath = new([name.Name, .. path]);
        foreach (var element in create.Elements)
        {
            if (!_failed && !Dispatch(element)) Note("the schema does not know what it does", element);
        }

        _searchPath = path;
        return true;
    }

    /// <summary>The routine's name with the types of its input arguments.</summary>
    private ObjectName RoutineName(DatabaseObject item) => new(CreationSchema(item.Name), item.Name.Name, Signature(item.Signature));

    /// <summary>The types in <c>(x integer, OUT y text)</c>, of the arguments that come in.</summary>
    private string Signature(string? parameters)
    {
        var read = SqlReader.Read("CREATE FUNCTION f" + (parameters ?? "()") + " AS ''");
        return read is [{ Meaning: [CreateRoutine routine] }] ? Signature(routine.Parameters) : parameters ?? string.Empty;
    }

    private string Signature(EquatableArray<RoutineParameter> parameters) =>
        string.Join(", ", parameters.Where(parameter => parameter.Mode is not (ParameterMode.Out or ParameterMode.Table)).Select(parameter => SqlType.Parse(TypeOf(parameter.Type)).Name));

    private bool Create(CreateRoutine create)
    {
        var name = new ObjectName(CreationSchema(create.Routine), create.Routine.Name, Signature(create.Parameters));
        var definition = create with { Routine = name.ToQualifiedName(), OrReplace = false, Origin = Origin.None };
        if (create.OrReplace && _routines.Find(name) is { Definition: CreateRoutine old } known && Replaces(known, old, definition) is { } obstacle) return Fail(obstacle);
        return Put(new Routine(name, create.Procedure ? ObjectKind.Procedure : ObjectKind.Function, definition), create.OrReplace);
    }

    /// <summary>What keeps a function from taking the place of another one; null if nothing does.</summary>
    private string? Replaces(Routine known, CreateRoutine old, CreateRoutine create)
    {
        if (old.Procedure != create.Procedure) return "cannot change routine kind";
        var schema = Build();
        CreateRoutine Normal(CreateRoutine routine) => (CreateRoutine)RoutineForms.Of(known with { Definition = routine, Changes = default }, schema, static type => type).Definition;
        var (before, now) = (Normal(old), Normal(create));
        if (before.Returns != now.Returns) return "cannot change return type of existing function";
        for (var at = 0; at < before.Parameters.Count && at < now.Parameters.Count; at++)
        {
            if (before.Parameters[at].Name is { } name && now.Parameters[at].Name != name && before.Parameters[at].Mode != ParameterMode.Out) return $"cannot change name of input parameter \"{name}\"";
            if (before.Parameters[at].Default is not null && now.Parameters[at].Default is null) return "cannot remove parameter defaults from existing function";
        }

        return null;
    }

    private bool Put(Routine routine, bool replaces)
    {
        var known = _routines.Find(routine.Name);
        if (known is not null && !replaces) return Fail($"function \"{routine.Name}\" already exists with same argument types");
        if (_failed) return true;
        _routines = _routines.With(known is null ? Defaulted(routine, ObjectKind.Function) : routine with { Comment = known.Comment, Owner = known.Owner, Grants = known.Grants, DropsWith = known.DropsWith });
        return true;
    }

    private Routine? FindRoutine(DatabaseObject item)
    {
        var signature = item.Signature is null ? null : Signature(item.Signature);
        foreach (var place in Places(item.Name))
        {
            var found = _routines.Where(routine => routine.Name.Schema == place && routine.Name.Name == item.Name.Name && (signature is null || routine.Name.Signature == signature)).ToList();
            if (found.Count == 1) return found[0];
            // The arguments of an aggregate that is defined in the old way stand among its options.
            if (item.Kind == ObjectKind.Aggregate && _routines.FirstOrDefault(routine => routine.Name.Schema == place && routine.Name.Name == item.Name.Name && routine.Kind == ObjectKind.Aggregate) is { } aggregate) return aggregate;
        }

        return null;
    }

    private bool Change(DatabaseObject item, Func<Routine, Routine> change)
    {
        if (FindRoutine(item) is not { } routine) return Fail($"function {item.Name}{item.Signature} does not exist");
        _routines = _routines.With(change(routine));
        return true;
    }

    private bool Create(CreateStatistics create)
    {
        if (Find(create.Table) is not RowRelation table) return Fail($"relation \"{create.Table}\" does not exist");
        var chosen = create.Name ?? StatisticsName(table.Name, create.Elements);
        return Put(ObjectKind.Statistics, chosen, create with { Name = chosen, Table = table.Name.ToQualifiedName() }, create.IfNotExists);
    }

    private QualifiedName StatisticsName(ObjectName table, EquatableArray<string> elements) => new(table.Schema, ObjectNaming.Choose(
        table.Name, ObjectNaming.Columns(elements.Select(element => ExpressionText.ColumnOf(element) ?? "expr")), "stat", name => _others.Find(new(table.Schema, name, nameof(ObjectKind.Statistics))) is not null));

    /// <summary>Gives a table the statistics of another one.</summary>
    private void TakeOverStatistics(ObjectName name, RowRelation source, bool withComments)
    {
        foreach (var other in _others.Where(other => other.Definition is CreateStatistics statistics && statistics.Table == source.Name.ToQualifiedName()).ToList())
        {
            var statistics = (CreateStatistics)other.Definition;
            var chosen = StatisticsName(name, statistics.Elements);
            _others = _others.With(new(new(chosen.Schema!, chosen.Name, nameof(ObjectKind.Statistics)), ObjectKind.Statistics, statistics with { Name = chosen, Table = name.ToQualifiedName() }) { Comment = withComments ? other.Comment : null });
        }
    }

    private QualifiedName Qualified(DatabaseObject item) => item switch
    {
        { Kind: ObjectKind.Cast } => item.Name with { Name = OperatorNames.OfCast(item.Name.Name, TypeOf) },
        { Signature: null } or { Kind: ObjectKind.OperatorClass } => item.Name,
        { Kind: ObjectKind.Operator } => item.Name with { Name = item.Name.Name + " (" + string.Join(", ", item.Signature.Trim('(', ')').Split(',').Select(type => TypeOf(type.Trim()))) + ")" },
        _ => item.Name with { Name = item.Name.Name + " " + item.Signature },
    };

    private QualifiedName OperatorName(DefineObject define) => define.Object.Name with { Name = OperatorNames.Of(define, TypeOf) };

    /// <summary>Whether objects of the kind may be there that no migration made: PostgreSQL's own, or those of all databases.</summary>
    private static bool IsOlder(ObjectKind kind) => kind is ObjectKind.Role or ObjectKind.Database or ObjectKind.Tablespace or ObjectKind.LargeObject or ObjectKind.Operator
        or ObjectKind.OperatorClass or ObjectKind.OperatorFamily or ObjectKind.Cast or ObjectKind.Collation or ObjectKind.Language or ObjectKind.AccessMethod
        or ObjectKind.Extension or ObjectKind.TextSearchConfiguration or ObjectKind.TextSearchDictionary or ObjectKind.TextSearchParser or ObjectKind.TextSearchTemplate;

    private static bool IsInSchema(ObjectKind kind) => kind is ObjectKind.Statistics or ObjectKind.Collation or ObjectKind.Conversion or ObjectKind.Operator
        or ObjectKind.OperatorClass or ObjectKind.OperatorFamily or ObjectKind.TextSearchConfiguration or ObjectKind.TextSearchDictionary
        or ObjectKind.TextSearchParser or ObjectKind.TextSearchTemplate;

    private ObjectName OtherName(ObjectKind kind, QualifiedName name)
    {
        if (!IsInSchema(kind)) return new(string.Empty, name.Name, kind.ToString());
        foreach (var place in Places(name))
        {
            if (_others.Find(new(place, name.Name, kind.ToString())) is { } known) return known.Name;
        }

        return new(name.Schema ?? (_searchPath.IsEmpty ? "public" : _searchPath[0]), name.Name, kind.ToString());
    }

    private bool Put(ObjectKind kind, QualifiedName name, Operation definition, bool ifNotExists = false, bool replaces = false)
    {
        var whole = OtherName(kind, name);
        if (_others.Find(whole) is not null && !replaces) return ifNotExists || Fail($"{kind.Words().ToLowerInvariant()} \"{name}\" already exists");
        _others = _others.With(new(whole, kind, definition with { Origin = Origin.None }));
        return true;
    }

    private bool Changed(ObjectKind kind, QualifiedName name, Operation change, bool ifExists = false)
    {
        // Roles, databases and their like may be older than the schema.
        if (_others.Find(OtherName(kind, name)) is not { } known) return IsOlder(kind) || ifExists || Fail($"{kind.Words().ToLowerInvariant()} \"{name}\" does not exist");
        _others = _others.With(known with { Changes = known.Changes.With(change with { Origin = Origin.None }) });
        return true;
    }
}
