using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>Gathers what one statement does: the strongest lock on each relation, and what is written anew or read.</summary>
/// <param name="before">The schema that the statement meets.</param>
/// <param name="server">The server.</param>
/// <param name="known">An operation whose schema after it, from the schema before, is known already.</param>
internal sealed class EffectsBuilder(DatabaseSchema before, ServerFacts server, (Operation Operation, DatabaseSchema After)? known = null)
{
    private readonly DatabaseSchema _before = before;
    private readonly List<Operation> _done = [];
    private DatabaseSchema _schema = before;
    private SchemaWalk? _walk;
    private readonly Dictionary<ObjectName, LockMode> _locks = [];
    private readonly HashSet<ObjectName> _rewrites = [];
    private readonly HashSet<ObjectName> _rebuilds = [];
    private readonly HashSet<ObjectName> _restarts = [];
    private readonly HashSet<ObjectName> _scans = [];
    private readonly HashSet<ObjectName> _assumed = [];
    private bool _transactional = true;
    private bool _certain = true;
    private string _why = string.Empty;
    private int _weight = -1;

    /// <summary>The schema that the present part of the statement meets.</summary>
    public DatabaseSchema Schema
    {
        get
        {
            // What comes after the last part, nobody asks for.
            if (_done.Count == 0) return _schema;
            _schema = _done.Count == 1 ? After(_schema, _done[0]) : _schema.Apply(_done).Schema;
            _done.Clear();
            return _schema;
        }
    }

    /// <summary>Who is related to whom in <see cref="Schema"/>.</summary>
    public SchemaWalk Walk => _walk is { } walk && walk.Schema == Schema ? walk : _walk = new(Schema);

    /// <summary>The server's major version.</summary>
    public int Version => Server.Version;

    /// <summary>The server.</summary>
    public ServerFacts Server { get; } = server;

    /// <summary>The schema after a part that meets <see cref="Schema"/>.</summary>
    public DatabaseSchema After(Operation part) => After(Schema, part);

    private DatabaseSchema After(DatabaseSchema schema, Operation part) =>
        known is var (operation, after) && ReferenceEquals(operation, part) && ReferenceEquals(schema, _before) ? after : schema.Apply(part).Schema;

    /// <summary>Goes on to the next part of the statement.</summary>
    public void Done(Operation part) => _done.Add(part);

    /// <summary>The relation that the name means; null if the schema has none, which makes what is claimed uncertain.</summary>
    public T? Find<T>(QualifiedName name)
        where T : Relation
    {
        var found = Schema.Find(name) as T;
        if (found is null) Uncertain();
        return found;
    }

    /// <summary>The table that the name means; if the schema has none, a plain one of that name.</summary>
    public Table TableOrAssumed(QualifiedName name)
    {
        if (Schema.FindTable(name) is { } table) return table;
        var whole = Assume(name);
        return Schema.Assumed.Find(whole) as Table ?? new Table(whole);
    }

    /// <summary>The whole name of the relation that the name means; if the schema has none, that of a relation that is taken for granted.</summary>
    public ObjectName NameOrAssumed(QualifiedName name) => Schema.Find(name)?.Name ?? Assume(name);

    /// <summary>Whether a statement with IF EXISTS does nothing, because there is no such relation as far as is known.</summary>
    public bool IsSkipped(bool ifExists, QualifiedName name) => ifExists && !Server.MayHoldOthers && Schema.Find(name) is null;

    public void Lock(Relation relation, LockMode mode) => Lock(relation.Name, mode);

    public void Lock(IEnumerable<Relation> relations, LockMode mode)
    {
        foreach (var relation in relations) Lock(relation.Name, mode);
    }

    public void Lock(ObjectName relation, LockMode mode)
    {
        if (!_locks.TryGetValue(relation, out var held) || held < mode) _locks[relation] = mode;
    }

    /// <summary>Locks a composite type, which PostgreSQL holds as a relation; other types have no locks of this kind.</summary>
    public void LockType(QualifiedName type, LockMode mode)
    {
        if (FindType(type) is not { } found) Uncertain();
        else if (found is CompositeType) Lock(found.Name, mode);
    }

    /// <summary>Whether the name means the type.</summary>
    public bool IsType(ObjectName type, QualifiedName name) => FindType(name)?.Name == type;

    private UserType? FindType(QualifiedName name)
    {
        var places = name.Schema is { } schema ? [schema] : Schema.SearchPath.AsEnumerable();
        return places.Select(place => Schema.Types.Find(new(place, name.Name))).FirstOrDefault(found => found is not null);
    }

    /// <summary>An index that the statement drops comes back under its name.</summary>
    public void MakeAnew(ObjectName index)
    {
        if (_before.Relations.Find(index) is TableIndex old) Rebuild(old);
    }

    /// <summary>A table or materialized view gets a new file with the same rows; all its indexes are built anew from them.</summary>
    public void Rewrite(Relation relation)
    {
        Renew(relation);
        Scan(relation);
    }

    /// <summary>A table or materialized view gets a new file, and so do all its indexes.</summary>
    public void Renew(Relation relation)
    {
        NewFile(relation);
        foreach (var index in Walk.IndexesOf(relation.Name)) Rebuild(index);
    }

    /// <summary>A table or materialized view gets a new file; its indexes keep theirs.</summary>
    public void NewFile(Relation relation)
    {
        if (SchemaWalk.HasFile(relation)) _rewrites.Add(relation.Name);
    }

    /// <summary>An index gets a new file, under an ACCESS EXCLUSIVE lock.</summary>
    public void Rebuild(TableIndex index)
    {
        Lock(index, LockMode.AccessExclusive);
        if (Walk.HasFile(index)) _rebuilds.Add(index.Name);
    }

    /// <summary>An index gets a new file; what locks that takes is said elsewhere.</summary>
    public void NewIndexFile(TableIndex index)
    {
        if (Walk.HasFile(index)) _rebuilds.Add(index.Name);
    }

    /// <summary>A sequence gets a new file.</summary>
    public void Restart(ObjectName sequence) => _restarts.Add(sequence);

    /// <summary>A table or materialized view is read whole.</summary>
    public void Scan(Relation relation)
    {
        if (SchemaWalk.HasFile(relation)) _scans.Add(relation.Name);
    }

    /// <summary>It may not run in a transaction block.</summary>
    public void OutsideTransaction() => _transactional = false;

    /// <summary>What is claimed depends on what can't be known.</summary>
    public void Uncertain() => _certain = false;

    /// <summary>Says why; of several reasons the one with the greatest weight stays, of equal ones the first.</summary>
    /// <param name="weight">0 for what only changes the catalog, 1 for scans, 2 for index builds, 3 for rewrites.</param>
    /// <param name="why">One line.</param>
    public void Because(int weight, string why)
    {
        if (weight <= _weight) return;
        (_weight, _why) = (weight, why);
    }

    public OperationEffects Build() => new()
    {
        Locks = SortedLocks(),
        Rewrites = Sorted(_rewrites),
        Rebuilds = Sorted(_rebuilds),
        Restarts = Sorted(_restarts),
        Scans = Sorted(_scans),
        Transactional = _transactional,
        Why = _why.Length > 0 ? _why : Reason(),
        Certain = _certain,
    };

    /// <summary>What there is to say where nothing special is to be said.</summary>
    private string Reason()
    {
        if (_locks.Count == 0) return "locks no relation";
        var strongest = _locks.Values.Max();
        return strongest.BlocksReads() ? "metadata only; waits behind long transactions, and everything else waits behind it"
            : strongest.BlocksWrites() ? "metadata only; writes wait until the transaction ends"
            : "metadata only; reads and writes go on";
    }

    private ObjectName Assume(QualifiedName name)
    {
        Uncertain();
        var whole = new ObjectName(name.Schema ?? (Schema.SearchPath.IsEmpty ? "public" : Schema.SearchPath[0]), name.Name);
        _assumed.Add(whole);
        return whole;
    }

    /// <summary>What the statement makes itself is nobody else's yet.</summary>
    private bool IsOld(ObjectName relation) =>
        _before.Relations.Find(relation) is not null || _before.Types.Find(relation) is CompositeType || _assumed.Contains(relation);

    private EquatableArray<ObjectName> Sorted(HashSet<ObjectName> names)
    {
        if (names.Count == 0) return default;
        var old = names.Where(IsOld).ToArray();
        Array.Sort(old);
        return new(old);
    }

    private EquatableArray<RelationLock> SortedLocks()
    {
        if (_locks.Count == 0) return default;
        var locks = new List<RelationLock>(_locks.Count);
        foreach (var held in _locks)
        {
            if (IsOld(held.Key)) locks.Add(new(held.Key, held.Value));
        }

        locks.Sort(static (left, right) => left.Relation.CompareTo(right.Relation));
        return new(locks.ToArray());
    }
}
