// An identity provider for the journey: npm's oidc-provider with its own small pages, on a free port of
// this machine. It says on its first line where it is, and is told on its own input where Bluelamp is.

import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const packages = new URL('../../../frontend/node_modules/', import.meta.url);
const { default: Provider } = await import(new URL('oidc-provider/lib/index.js', packages));

const server = createServer();
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));

createInterface({ input: process.stdin }).once('line', (bluelamp) => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'bluelamp',
      client_secret: 'a-secret-of-the-client',
      redirect_uris: [`${bluelamp}/desk/sign-in/humberside/back`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      backchannel_logout_uri: `${bluelamp}/api/sign-in/humberside/logout`,
      backchannel_logout_session_required: true,
    }],
    claims: {
      openid: ['sub', 'acr', 'amr', 'roles'],
      profile: ['name'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for a journey'] },
    features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: true } },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: 'Ada at work',
        email: 'ada@humberside.example',
        roles: ['Operators'],
      }),
    }),
    // It does not tell servers of its own machine anything, unless asked to.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
    ttl: { Session: 3600, Interaction: 3600, Grant: 3600, IdToken: 300, AccessToken: 60 },
  });
  provider.on('backchannel.error', (_, error) => console.error('not signed out:', error));
  server.on('request', provider.callback());
  console.log('ready');
});

// It lives as long as the journey holds its input.
process.stdin.on('end', () => process.exit(0));
