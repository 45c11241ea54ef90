namespace Lockstep.Embedded;

/// <summary>
/// The scripts for <c>/bin/sh</c> that do everything about a cluster's files on Unix, so that one change of user is enough and a
/// half-done piece of work has somebody who clears it away.
/// </summary>
internal static class UnixScripts
{
    /// <summary>initdb without a superuser password: the socket trusts whoever may enter its folder, TCP asks for a password that is yet to be set.</summary>
    internal const string InitdbArguments =
        $"-U {ServerAddress.SuperUser} -E UTF8 --locale=C --auth-local=trust --auth-host=scram-sha-256 --no-instructions";

    /// <summary>Makes a template. Arguments: initdb, the folder of templates, the template's name. Whoever runs it holds the name's lock.</summary>
    internal const string MakeTemplate = $$"""
        umask 077
        rm -rf "$2/.new-$3."*
        new=$(mktemp -d "$2/.new-$3.XXXXXX") || exit 1
        trap 'rm -rf "$new"' EXIT
        trap 'exit 130' INT TERM HUP
        "$1" -D "$new/data" {{InitdbArguments}} --no-sync >"$new/out" 2>&1 || { cat "$new/out"; exit 1; }
        mv "$new/data" "$2/$3"
        """;

    /// <summary>
    /// The guard of a throwaway cluster: makes it, runs the server, and when its standard input ends (its owner closed it, or is gone,
    /// however it ended) stops the server and removes everything. Arguments: template, bin folder, settings, the folders to try.
    /// It speaks in lines: <c>dir FOLDER</c>, <c>pid ID</c>, <c>exited CODE</c>; anything else is a complaint.
    /// </summary>
    internal const string Guard = """
        exec 2>&1
        trap '' INT TERM HUP QUIT PIPE
        umask 077
        template=$1 bin=$2 settings=$3
        shift 3
        dir=
        for base do
            dir=$(mktemp -d "$base/lockstep-tmp-XXXXXX") && break
        done
        [ -n "$dir" ] || exit 1
        echo "dir $dir"
        # A clone of the blocks where the file system can, else a copy.
        cp -R --reflink=auto "$template" "$dir/data" 2>"$dir/log" \
            || { rm -rf "$dir/data"; cp -cR "$template" "$dir/data" 2>/dev/null; } \
            || { rm -rf "$dir/data"; cp -R "$template" "$dir/data"; } \
            || { rm -rf "$dir"; exit 1; }
        { printf '%s\n' "$settings"; printf "unix_socket_directories = '%s'\n" "$dir"; } >>"$dir/data/postgresql.conf" \
            || { rm -rf "$dir"; exit 1; }
        # Where there is no setsid the server gets at least a process group of its own, out of reach of Ctrl-C.
        command -v setsid >/dev/null 2>&1 || set -m 2>/dev/null
        exec 3<&0
        "$bin/postgres" -D "$dir/data" </dev/null >"$dir/log" 2>&1 3<&- &
        server=$!
        # Again and again: a server that is just starting is still deaf.
        (
            while read -r line; do :; done
            tries=0
            while kill -QUIT $server 2>/dev/null; do
                tries=$((tries + 1))
                [ $tries -lt 100 ] || kill -KILL $server 2>/dev/null
                sleep 0.1
            done
        ) <&3 >/dev/null 2>&1 &
        watcher=$!
        echo "pid $server"
        wait $server
        code=$?
        kill -KILL $watcher 2>/dev/null
        echo "exited $code"
        while read -r line; do :; done
        rm -rf "$dir"
        """;

    /// <summary>Initialises the data folder of a persistent cluster. Arguments: initdb, the folder, which is there and empty.</summary>
    internal const string Initialize = $$"""
        umask 077
        "$1" -D "$2" {{InitdbArguments}} || exit 1
        printf "\ninclude_if_exists = '{{PersistentCluster.SettingsFile}}'\n" >>"$2/postgresql.conf"
        """;

    /// <summary>Makes (or finds) the socket folder of a persistent cluster and prints it. Arguments: its name, the folders to try.</summary>
    internal const string SocketFolder = """
        name=$1
        shift
        for base do
            dir=$base/$name
            mkdir -m 700 "$dir" 2>/dev/null || { [ -d "$dir" ] && [ ! -L "$dir" ] && [ -O "$dir" ] && chmod 700 "$dir"; } || continue
            echo "$dir"
            exit 0
        done
        exit 1
        """;

    /// <summary>
    /// Starts a persistent server and waits until it is ready. Arguments: bin folder, data folder, seconds to wait; settings on standard
    /// input. pg_ctl gives the server a session and log of its own; what our caller left open beside (a build's pipes) is closed here,
    /// else the caller of our caller would wait for the server's end.
    /// </summary>
    internal const string StartPersistent = $$"""
        umask 077
        exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
        cat >"$2/{{PersistentCluster.SettingsFile}}" || exit 1
        log=$2/{{PersistentCluster.LogFile}}
        if [ -f "$log" ] && [ "$(wc -c <"$log")" -gt 10000000 ]; then
            mv "$log" "$log.old"
        fi
        exec "$1/pg_ctl" start -s -w -t "$3" -D "$2" -l "$log"
        """;

    /// <summary>Prints those of the folders in the arguments that are really ours, not links and not somebody else's.</summary>
    internal const string ListOwn = """
        for dir do
            [ -d "$dir" ] && [ ! -L "$dir" ] && [ -O "$dir" ] && echo "$dir"
        done
        exit 0
        """;
}
