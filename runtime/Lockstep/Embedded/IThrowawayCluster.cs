namespace Lockstep.Embedded;

/// <summary>A running throwaway cluster; disposing it stops and removes it.</summary>
internal interface IThrowawayCluster : IAsyncDisposable
{
    /// <summary>The cluster's own folder, with the data folder <c>data</c> in it.</summary>
    string Directory { get; }

    ServerAddress Address { get; }
}
