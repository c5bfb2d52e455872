PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0014');
CREATE TABLE turns (
	id INTEGER NOT NULL, 
	message_id VARCHAR NOT NULL, 
	user VARCHAR NOT NULL, 
	writes INTEGER NOT NULL, 
	replies BLOB NOT NULL, 
	session_after BLOB NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT turns_user_writes UNIQUE (user, writes), 
	UNIQUE (message_id)
);
INSERT INTO turns VALUES(1,'wechat:1795699898068101209','wechat:old6',1,X'ecdca9aeff82d4f2d0ffdcfdb0c49ab6e012bcd2dbd29043b53d7f8fcfe3a5422a7a0f0c4c2645178477f2def34435f224d56089b4fa3a6923f34084799eda666171855e036e188a7fc671cd5069b1de152b5b83d6cbf74827594d9ed0ecc1d649ef766baff7cc9a63cd37f8370718f1f0bd2d358201c7c22d367e91edfc20469ad9bb5a5582214824cb43487cbc252c42c05320007e24afdf7c577780b69561a7e92848bd670d3daec9f8ef85685a1a81c189c2528f89f552add0da2d7d350c4cc5d34632b28c7f0caaa5ca6b2edde9f95f3e9c0bb025598eefea39a35add32c7fc050e6fa2c85140f7cdb34c912d4c3b4be55c239e69fa1de0b4f98ce12dd35c440b04e6de97eb1f82cf5f1afaec7f597494157a6d36411bd892e8ca159726120999b91c8d6aee96b81ab424a466fda79b703cea214b78182bd5ddea13bb77218de17bec2fee74b8d548794e03963345c551ab4a81d07865ff18e8807420447dc25574e420e448f2ab1ba25039d5bc5bcfb2e6295151d79b08aadee5104bb0e459b0d9f757b5c24f36b2ac8042e62f3de6891c80d562e7c2d10e4a0ac7a9e64f1b86d849',X'ecdca9ae7728fce490d39790d7c1779549dc6e209a983a2b4afaa756dbcae319a99533612cba954a6ef89dbcc82e72daba2a2ee9e2de482f276ca6a0b66b563223734d6153b7095c027aae0747316e10c033c62c790bce3eb35766661fc57e7cb9c190e1100db435bc26672182666ffbf744733feeb173610c402ff0bed8349b7c71eafddfcccbac1d3890d2ff606d5aace194ee981d7c5a2ad9ff7f55837696dd843c06b07c273cb2770d17bbbf214393cb910385f5b390a584098eee1d7226a936c83ea8497b6177ff41556787f8fec5d1c7e90edff374e346bcfae9909f1dd52601b965fd8d7e30016a3b5a2371ba4d347b90ce4c3c446db4e4ccc2c1817008214017dd9fd2f6ec7696ba242dc06b6ba3b80aa4eb44ac564edd7659f7876091109e1a8e865ea4d27444eeb3d27195ffe4c679dcb3974881e8d744b9905a18e002bb65c83ffe4894aaf8de3f612582dbfb8fa536d1caec74460c02d36ddb7a9ead960f2dd3aa2471a034af2d097bc274370f51a7f952f3d034055f8de9d3394aa4a9fecaf1953b9379cbd1359d0d4af4107a91ad0ec637744a42de6209e36d6c46665e0fda3ac800d9e14f089218e8a1afc8afe8cf6fb53b19fd2d84b7d69290baf28dc05a13869b6b233464b8b48c647286f8d22872789e3e85182232fe95269309d85f4b6267ccf752a6227771028110d886358aa716f1a85fc0c237f4761d736b72b0b52a44be0419a927552467435cb98cdc0582a7bf9c4e8d8018d1902b761811a310c540a717f78ad31f4673f4a44a2f1fa42683feee73959f385f241edbff555fc2596d59ebc918168559648d7976b84d696ee7181d586cfa8b5263e3d0f634e649fb34458b1acef2531f4dc34ea532dad19b84659038bab0d0a02cde0388fe21ef945b9d621d17a8b195d6a5f73c7bf61c77acbf725fa573c5678a42111b1b0fd894eef115712d9d267fbee7b21b2f220404dd70775e29649dd2a1051dd2e66be0d462c3e437c984d00055291e76d92024f406fa214eca01179181290bc3be522249f4491eeef8435dbad99df09dad3668b91f1bd2b8777173df71ecb6005b30bac5b6df2f3dd3108d9c64ad2ded72bf454ea2ceef95e8195c947cf1c549f22014e150eef0118222d2d6002d3a5bf1a6bec50e53f2967826258d5d4df3ad56e7ee4cdf014806e53168b4edfe94128477b63824cfebb5ca8d07189bffb20a2001fab6f269039dd52fcb16e85ed9ef658d16a997968e015889ea75ee50e8bae4ceafb6c02940c50af4d219d994ba3b8974253eb474d4bb7699d0e1c9331d6fa0da7c8c62569e273d3352cd55ed23cd5a6d9419edd14fedb21571522504474454197a8fcab96f873cbda10bb9dca10c10455a015b108a47fe46d3406966e8e105edf3c04d6191ffa3aecf3790df6963e647280b43e1a194ebb3d5b7dd614dd14c223487602c4ed3641499ee7465ffbcaed6d77c65e566dd98b656127eb5a61880ac12b8447cd5c256349bbf45b9142738344fe7b999854fed75400d22897c63284b099d6995de5d93e64df43067cdff27195ae44490539bd680ffb110a4a0da929c4f21eda9b54f29661656d022f3f7f2c385888445d0ee317e50b35b8e7a3397d3f97db287079e4b67422575c9b517b2ae80fd9d3293358fa71c9d23ed45de74fd74383b40c1b9063e7ca75199382eeea58a8777b1e322b4ff53166e190e71242173838f954256d31d0c3e56e97dacd5a9d16ab74bec038f21468a8ba83105ceae18ab1507fbd32761dd606d467eed7de91473638b87b3bf2d43c4aa69ff7ab6da754a46a6dfbf7b19d51ec3d118e7a3f7884eb2d25ced1878d71752aaa99d049a3703c5567e059d64b63523bff386c16c112b161f7786d4eb350ad1adb05b07c41d2910138dfcf2122ac0a2803240bd21eb032aa0af028a751d30a6ff7bab5473fe77491fc6bd1096ee7f049b58d13651b5b7e1543718ff4f8e9d83caf1ffc3bcf7c2ece86535ecada5cba789eab1e79dd08844274aaf6d3d79fc991730349ab55ec225cf0e57d89b6de922975062b1e4d30375cb4c37b10c78542fff0cac','2026-11-26 13:31:37.531136');
CREATE TABLE classes (
	id VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO classes VALUES('flower.fri-eve.20261211',1);
CREATE TABLE enrolments (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	course VARCHAR NOT NULL, 
	session VARCHAR NOT NULL, 
	session_title VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	for_whom VARCHAR NOT NULL, 
	age INTEGER, 
	status VARCHAR NOT NULL, 
	ticket INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO enrolments VALUES(1,'wechat:old6','flower','flower.fri-eve.20261211','周五晚上班，12月11日（周五）开课','7NyprmA2QZrn18E8fKQarHYaB5jn1iEAoZM46iU-x5j-sgfZG7ed6IE=','7Nyprush3yd35V2JwQPTkLJ6UmRxz1q-r3pW775YNF391Gdzw4rlp5IzeA==','45d316106b0cb4d2ec69ee8b9deee3cc','本人',NULL,'confirmed',1,'2026-11-26 13:31:37.531136','2026-11-26 13:31:37.531136');
CREATE TABLE notices (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	claimed_until DATETIME, 
	delivered_at DATETIME, 
	PRIMARY KEY (id)
);
CREATE TABLE changes (
	id INTEGER NOT NULL, 
	"table" VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	actor VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO changes VALUES(1,'enrolments',1,'wechat:old6','confirmed','2026-11-26 13:31:37.531136');
CREATE TABLE reviews (
	id INTEGER NOT NULL, 
	fold VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	intent VARCHAR NOT NULL, 
	chosen VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (fold)
);
CREATE TABLE listings (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	item VARCHAR NOT NULL, 
	quantity VARCHAR NOT NULL, 
	terms VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	holder VARCHAR NOT NULL, 
	holder_name VARCHAR NOT NULL, 
	holder_phone VARCHAR NOT NULL, 
	reserved_until DATETIME, 
	reminded DATE, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE signups (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	occasion VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	people INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	ticket INTEGER NOT NULL, 
	reminded BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE volunteers (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	skills VARCHAR NOT NULL, 
	free VARCHAR NOT NULL, 
	hours INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE talents (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	skill VARCHAR NOT NULL, 
	spare VARCHAR NOT NULL, 
	bank VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	same VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE talent_requests (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	need VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	time VARCHAR NOT NULL, 
	for_whom VARCHAR NOT NULL, 
	bank VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	same VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	talent INTEGER, 
	rating INTEGER, 
	asked_at DATETIME, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE talent_asks (
	id INTEGER NOT NULL, 
	request INTEGER NOT NULL, 
	talent INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT talent_asks_once UNIQUE (request, user)
);
CREATE TABLE tickets (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	picture VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	anonymous BOOLEAN NOT NULL, 
	reopened INTEGER NOT NULL, 
	fold VARCHAR NOT NULL, 
	shown_until DATETIME, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE subscriptions (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	weekday INTEGER NOT NULL, 
	hazards VARCHAR NOT NULL, 
	consent VARCHAR NOT NULL, 
	consent_at DATETIME NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, building VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE handoffs (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	free VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE handoff_messages (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	handoff INTEGER NOT NULL, 
	sender VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE course_requests (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	fold VARCHAR NOT NULL, 
	for_whom VARCHAR NOT NULL, 
	age INTEGER, 
	education VARCHAR NOT NULL, 
	interest VARCHAR NOT NULL, 
	known VARCHAR NOT NULL, 
	course VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE orders (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	once VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	firm VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	need VARCHAR NOT NULL, 
	quantity INTEGER, 
	due VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE campaigns (
	id INTEGER NOT NULL, 
	slot VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	priority INTEGER NOT NULL, 
	not_before DATETIME NOT NULL, 
	expires DATETIME, 
	first INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slot)
);
CREATE TABLE push_texts (
	id INTEGER NOT NULL, 
	campaign INTEGER NOT NULL, 
	variant VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT push_texts_once UNIQUE (campaign, variant)
);
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	campaign INTEGER NOT NULL, 
	subscription INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	variant VARCHAR NOT NULL, 
	via VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	not_before DATETIME NOT NULL, 
	lease_until DATETIME, 
	batch VARCHAR NOT NULL, 
	provider VARCHAR NOT NULL, 
	provider_id VARCHAR NOT NULL, 
	error VARCHAR NOT NULL, 
	parts INTEGER NOT NULL, 
	cost INTEGER NOT NULL, 
	sent_at DATETIME, 
	answered_at DATETIME, 
	answer VARCHAR NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT deliveries_once UNIQUE (campaign, channel, address)
);
CREATE TABLE warnings (
	id INTEGER NOT NULL, 
	event VARCHAR NOT NULL, 
	sender VARCHAR NOT NULL, 
	identifier VARCHAR NOT NULL, 
	sent_at DATETIME NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	hazard VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	area VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	issuer VARCHAR NOT NULL, 
	issued_at DATETIME NOT NULL, 
	expires DATETIME NOT NULL, 
	raw VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	second VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT warnings_once UNIQUE (sender, identifier, sent_at)
);
CREATE TABLE staff (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	password VARCHAR NOT NULL, 
	stamp VARCHAR NOT NULL, 
	failed INTEGER NOT NULL, 
	locked_until DATETIME, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);
CREATE TABLE usage (
	id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	name VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT usage_once UNIQUE (day, name)
);
INSERT INTO usage VALUES(1,'2026-11-26','answered',14);
INSERT INTO usage VALUES(2,'2026-11-26','milliseconds',141);
CREATE TABLE visits (
	id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	user VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT visits_once UNIQUE (day, user)
);
INSERT INTO visits VALUES(1,'2026-11-26','wechat:old1');
INSERT INTO visits VALUES(2,'2026-11-26','wechat:old2');
INSERT INTO visits VALUES(3,'2026-11-26','wechat:old3');
INSERT INTO visits VALUES(4,'2026-11-26','wechat:old4');
INSERT INTO visits VALUES(5,'2026-11-26','wechat:old5');
INSERT INTO visits VALUES(6,'2026-11-26','wechat:old6');
INSERT INTO visits VALUES(7,'2026-11-26','wechat:old7');
CREATE TABLE remarks (
	id INTEGER NOT NULL, 
	user VARCHAR NOT NULL, 
	"table" VARCHAR NOT NULL, 
	"row" INTEGER NOT NULL, 
	author VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_enrolments_user ON enrolments (user);
CREATE UNIQUE INDEX enrolments_once ON enrolments (course, person) WHERE status != 'cancelled';
CREATE INDEX enrolments_queue ON enrolments (session, status, ticket);
CREATE INDEX notices_pending ON notices (id) WHERE delivered_at IS NULL;
CREATE INDEX changes_row ON changes ("table", row_id);
CREATE INDEX reviews_queue ON reviews (status, count);
CREATE INDEX listings_of_holder ON listings (holder);
CREATE INDEX listings_of_user ON listings (user, status);
CREATE INDEX listings_open ON listings (kind, status);
CREATE INDEX signups_of_user ON signups (user, status);
CREATE UNIQUE INDEX signups_once ON signups (occasion, person) WHERE status != 'cancelled';
CREATE INDEX signups_queue ON signups (occasion, status, ticket);
CREATE INDEX volunteers_of_user ON volunteers (user, status);
CREATE UNIQUE INDEX volunteers_once ON volunteers (team, person) WHERE status = 'active';
CREATE INDEX ix_talents_user ON talents (user);
CREATE UNIQUE INDEX talents_once ON talents (person, same) WHERE status = 'active';
CREATE INDEX talents_kind ON talents (kind, status);
CREATE INDEX ix_talent_requests_user ON talent_requests (user);
CREATE UNIQUE INDEX talent_requests_once ON talent_requests (user, same) WHERE status IN ('open', 'offered', 'accepted');
CREATE INDEX talent_requests_status ON talent_requests (status, asked_at);
CREATE INDEX ix_talent_asks_user ON talent_asks (user);
CREATE INDEX tickets_fold ON tickets (fold);
CREATE INDEX tickets_of_user ON tickets (user, status);
CREATE INDEX subscriptions_due ON subscriptions (status, weekday);
CREATE INDEX subscriptions_of_user ON subscriptions (user, status);
CREATE UNIQUE INDEX subscriptions_once ON subscriptions (address) WHERE status = 'active';
CREATE UNIQUE INDEX handoffs_once ON handoffs (user) WHERE status in ('waiting', 'open');
CREATE INDEX handoffs_queue ON handoffs (status, id);
CREATE INDEX handoff_messages_thread ON handoff_messages (handoff);
CREATE INDEX ix_course_requests_user ON course_requests (user);
CREATE UNIQUE INDEX course_requests_once ON course_requests (user, fold, for_whom) WHERE status = 'open';
CREATE INDEX course_requests_wanted ON course_requests (status, fold);
CREATE INDEX ix_orders_user ON orders (user);
CREATE UNIQUE INDEX orders_once ON orders (once) WHERE status IN ('open', 'accepted');
CREATE INDEX orders_status ON orders (status, kind);
CREATE INDEX deliveries_air ON deliveries (status, lease_until) WHERE status IN ('sending', 'unclear');
CREATE INDEX deliveries_batch ON deliveries (batch) WHERE batch <> '';
CREATE INDEX deliveries_due ON deliveries (campaign, via, variant, id) WHERE status = 'planned';
CREATE INDEX deliveries_had ON deliveries (address, variant);
CREATE INDEX ix_warnings_event ON warnings (event);
CREATE INDEX remarks_of_row ON remarks ("table", "row");
CREATE INDEX remarks_of_user ON remarks (user);
CREATE INDEX enrolments_status ON enrolments (status, id);
CREATE INDEX enrolments_course ON enrolments (course, id);
CREATE INDEX enrolments_time ON enrolments (created_at, course, status);
CREATE INDEX tickets_status ON tickets (status, id);
CREATE INDEX handoffs_time ON handoffs (created_at);
COMMIT;
