using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Planning;

namespace Lockstep.Preflight;

/// <summary>What pending steps will touch and need, worked out without a database.</summary>
internal sealed class PendingWork
{
    private readonly Dictionary<ObjectName, TouchedRelation> _relations = [];
    private readonly Dictionary<string, (long Version, bool Sure)> _schemas = new(StringComparer.Ordinal);
    private readonly List<(CreateExtension Extension, long Version, bool Sure)> _extensions = [];
    private readonly List<(string Does, RoleNeed Need, long Version, bool Sure)> _roleNeeds = [];
    private readonly List<DiskWork> _disk = [];
    private readonly HashSet<string> _madeIndexes = new(StringComparer.Ordinal);
    private readonly int _server;
    private DatabaseSchema _schema;
    private long _version;
    private int _step;

    private PendingWork(DatabaseSchema schema, int server) => (_schema, _server) = (schema, server);

    /// <summary>What a role as such may need to be allowed.</summary>
    internal enum RoleNeed
    {
        /// <summary>CREATE on the database.</summary>
        CreateOnDatabase,

        /// <summary>CREATEROLE.</summary>
        CreateRole,

        /// <summary>To be a superuser.</summary>
        Superuser,
    }

    /// <summary>How many migrations are pending.</summary>
    public int Migrations { get; private init; }

    /// <summary>Relations that were there before; some may be of the pending migrations' own making.</summary>
    public IReadOnlyCollection<TouchedRelation> Relations => _relations.Values;

    /// <summary>What needs disk, in order.</summary>
    public IReadOnlyList<DiskWork> Disk => _disk;

    /// <summary>Schemas in which objects are made.</summary>
    public IReadOnlyDictionary<string, (long Version, bool Sure)> Schemas => _schemas;

    /// <summary>Extensions that are installed.</summary>
    public IReadOnlyList<(CreateExtension Extension, long Version, bool Sure)> Extensions => _extensions;

    /// <summary>What the role as such needs, and for what.</summary>
    public IReadOnlyList<(string Does, RoleNeed Need, long Version, bool Sure)> RoleNeeds => _roleNeeds;

    /// <summary>Indexes that are built: an invalid one of that name is cleared up by the run.</summary>
    public IReadOnlySet<string> MadeIndexes => _madeIndexes;

    /// <summary>The first migration that builds something CONCURRENTLY, which waits for every old snapshot of the database; null if none does.</summary>
    public long? WaitsForSnapshots { get; private set; }

    /// <summary>Whether much is written, so that replicas and slots are worth a look.</summary>
    public bool WritesMuch { get; private set; }

    /// <summary>Whether who may do what is still as it is now: nothing was granted, no role was set.</summary>
    public bool Sure { get; private set; } = true;

    /// <summary>Follows the pending steps from the schema that the applied ones lead to.</summary>
    /// <param name="before">The operations that are done, in order.</param>
    /// <param name="pending">What is to be run, and how many steps of each are done.</param>
    /// <param name="server">The server's major version.</param>
    public static PendingWork Of(IEnumerable<Operation> before, IReadOnlyList<(PlannedMigration Planned, int Done)> pending, int server)
    {
        var work = new PendingWork(DatabaseSchema.Empty.ForServer(server).Apply(before).Schema, server) { Migrations = pending.Count };
        foreach (var (planned, done) in pending)
        {
            work._version = planned.Migration.Version;
            foreach (var statement in planned.Steps.Take(done).SelectMany(step => step.Statements)) work._schema = work._schema.Apply(statement.Operation).Schema;
            foreach (var step in planned.Steps.Skip(done))
            {
                work._step++;
                foreach (var statement in step.Statements) work.Add(statement.Operation);
            }
        }

        return work;
    }

    /// <summary>Notes that the role must have something on a relation.</summary>
    public void Need(QualifiedName relation, Needs needs) => Touch(Resolve(relation)).Need(needs, Sure);

    /// <summary>Notes that something is made in the schema of a name.</summary>
    public void NeedCreate(QualifiedName made) => NeedCreateIn(made.Schema ?? (_schema.SearchPath.IsEmpty ? "public" : _schema.SearchPath[0]));

    /// <summary>Notes that an index is built on a relation: it comes to lie in its schema.</summary>
    public void NeedCreateBeside(QualifiedName relation) => NeedCreateIn(Resolve(relation).Schema);

    /// <summary>Notes an extension.</summary>
    public void NeedExtension(CreateExtension extension) => _extensions.Add((extension, _version, Sure));

    /// <summary>Notes what the role as such must be allowed.</summary>
    public void NeedOfRole(string does, RoleNeed need) => _roleNeeds.Add((does, need, _version, Sure));

    /// <summary>From here on, who may do what is not what it is now.</summary>
    public void RightsChange() => Sure = false;

    /// <summary>Notes that something builds concurrently.</summary>
    public void BuildsConcurrently(QualifiedName? table, string? index)
    {
        WaitsForSnapshots ??= _version;
        WritesMuch = true;
        // Its own lock lets writers through, but it waits until those that are there have ended.
        if (table is { } name) Touch(Resolve(name)).Lock(LockMode.Share);
        if (index is not null) _madeIndexes.Add(index);
    }

    /// <summary>Notes that something is taken away concurrently, which waits for everybody who uses it.</summary>
    public void LeavesConcurrently(QualifiedName relation) => Touch(Resolve(relation)).Lock(LockMode.AccessExclusive);

    /// <summary>Notes an index that a statement builds in place.</summary>
    public void Builds(string? index)
    {
        WritesMuch = true;
        if (index is not null) _madeIndexes.Add(index);
    }

    /// <summary>Notes a statement that may write many rows.</summary>
    public void WritesRows() => WritesMuch = true;

    private void NeedCreateIn(string schema) => _schemas.TryAdd(schema, (_version, Sure));

    private void Add(Operation operation)
    {
        var effects = OperationEffects.Of(operation, _schema, new ServerFacts(_server));
        foreach (var (relation, mode) in effects.Locks) Touch(relation).Lock(mode);
        foreach (var relation in effects.Rewrites)
        {
            Touch(relation).Rewritten = true;
            WritesMuch = true;
        }

        _disk.AddRange(DiskWork.Of(operation, effects, Resolve, _version, _step));
        PrivilegeNeeds.Add(this, operation);
        _schema = _schema.Apply(operation).Schema;
    }

    private ObjectName Resolve(QualifiedName name) =>
        _schema.Find(name)?.Name ?? new ObjectName(name.Schema ?? (_schema.SearchPath.IsEmpty ? "public" : _schema.SearchPath[0]), name.Name);

    private TouchedRelation Touch(ObjectName name)
    {
        if (!_relations.TryGetValue(name, out var touched)) _relations[name] = touched = new(name, _version);
        return touched;
    }
}
