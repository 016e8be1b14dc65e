# Azurite from npm, its blob service alone. It says nothing of requests.

start_azurite() {
    azurite_port=$(free_port) azurite_account=bench azurite_secret=$(head -c 32 /dev/urandom | base64 --wrap 0)
    npm install --silent --no-audit --no-fund --prefix "$work/npm-azurite" azurite@3.35.0 >&2
    AZURITE_ACCOUNTS=$azurite_account:$azurite_secret node "$work/npm-azurite/node_modules/azurite/dist/src/blob/main.js" --silent \
        --location "$work/azurite" --blobHost 127.0.0.1 --blobPort "$azurite_port" --skipApiVersionCheck >"$work/azurite.log" 2>&1 &
    azurite_pid=$!
    servers+=("$azurite_pid")
    answers "$azurite_port"
    curl --silent --show-error --fail --output /dev/null --request PUT --header 'Content-Length: 0' \
        "http://127.0.0.1:$azurite_port$(python3 "$bench/peers.py" azure-container PUT 1 "$azurite_account" "$azurite_secret")"
}
